"""Runs the commands that the READMEs show and puts what they print below their marks (``<!-- output: COMMAND -->``). Run by ``make readme``.

A mark may end with ``| head N`` (the first N lines, then …). ``RECORD`` stands for a record whose sum does not add up. Commands run in a
terminal of 118 columns, on a warehouse of their own.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"README.md": "en", "README.uk.md": "uk"}
MARK = re.compile(r"(<!-- output: (?P<command>.+?)(?: \| head (?P<lines>\d+))? -->\n```\n).*?(\n```)", re.DOTALL)
RECORD = "SELECT record_id FROM finding WHERE record_id IS NOT NULL AND rule IN ('section_sum', 'programme_sum') ORDER BY file, record_id LIMIT 1"


def shown(command: str, environment: dict[str, str]) -> str:
    """What a person sees who types the command in a terminal, without colours."""
    here, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 118, 0, 0))
    process = subprocess.Popen(
        ["bash", "-c", command], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=there, stderr=subprocess.DEVNULL
    )
    os.close(there)
    output = b""
    while True:
        try:
            data = os.read(here, 1 << 16)
        except OSError:  # the terminal's other end is closed
            break
        if not data:
            break
        output += data
    process.wait()
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", output.decode()).replace("\r\n", "\n")
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def written(page: str, environment: dict[str, str]) -> str:
    """The page with every marked output made anew."""

    def again(found: re.Match[str]) -> str:
        command = found["command"].replace("RECORD", environment["RECORD"])
        lines = shown(command, environment).splitlines()
        if found["lines"] and len(lines) > int(found["lines"]):
            lines = [*lines[: int(found["lines"])], "…"]
        return found[1] + "\n".join(lines) + found[4]

    return MARK.sub(again, page)


def main() -> None:
    """Both pages, each in its language."""
    for name, lang in PAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            environment = dict(
                os.environ,
                NO_COLOR="1",
                ZVIT_LANG=lang,
                ZVIT_WAREHOUSE=f"{folder}/zvit.duckdb",
                PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            )
            subprocess.run(["zvit", "ingest", "samples/"], cwd=ROOT, env=environment, capture_output=True)
            asked = subprocess.run(
                ["zvit", "sql", RECORD, "--format", "csv"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
            )
            environment["RECORD"] = asked.stdout.split()[-1]
            Path(f"{folder}/zvit.duckdb").unlink()
            path = ROOT / name
            text = written(path.read_text(encoding="utf-8"), environment)
            path.write_text(text.replace(f" --warehouse {folder}/zvit.duckdb", ""), encoding="utf-8")


if __name__ == "__main__":
    main()
