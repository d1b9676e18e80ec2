"""Old Office files turned into new ones by LibreOffice: many in one call, in a profile of their own, never trusted to have worked."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ingest.reading import Limits, Refused

INSTALL = "libreoffice-writer-nogui libreoffice-calc-nogui"
_STARTUP_SECONDS = 60.0
_AT_ONCE = 20
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}

# A private profile's settings: no macros, no links followed, nothing fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def soffice() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert_all(items: Sequence[tuple[bytes, str]], target: str, limits: Limits) -> list[bytes | Refused]:
    """Each ``(content, extension)`` as a ``target`` (``docx``, ``xlsx``) file, or why it could not be: ``missing_tool``, ``timeout``, ``conversion_failed``.

    ``limits.seconds`` is what one file may take. A file that spoils a call in company is tried once more alone.
    """
    program = soffice()
    if program is None:
        return [Refused("missing_tool", tool="LibreOffice", install=INSTALL) for _ in items]
    results: list[bytes | Refused] = []
    for start in range(0, len(items), _AT_ONCE):
        batch = items[start : start + _AT_ONCE]
        found = _one_call(program, batch, target, limits)
        if len(batch) > 1:
            found = [
                _one_call(program, [item], target, limits)[0] if isinstance(done, Refused) else done
                for item, done in zip(batch, found, strict=True)
            ]
        results.extend(found)
    return results


def _one_call(program: str, items: Sequence[tuple[bytes, str]], target: str, limits: Limits) -> list[bytes | Refused]:
    with tempfile.TemporaryDirectory(prefix="zvit-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "out").mkdir()
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        inputs = [folder / f"{index}.{extension}" for index, (_, extension) in enumerate(items)]
        for path, (content, _) in zip(inputs, items, strict=True):
            path.write_bytes(content)
        failure = _run(program, inputs, target, folder, _STARTUP_SECONDS + limits.seconds * len(items))
        return [_output(folder / "out" / f"{path.stem}.{target}", failure, limits) for path in inputs]


def _output(path: Path, failure: Refused, limits: Limits) -> bytes | Refused:
    if not path.is_file() or path.stat().st_size == 0:
        return failure
    if path.stat().st_size > limits.file_bytes:
        return Refused.too_large(limits, "file_bytes")
    return path.read_bytes()


def _run(program: str, inputs: Sequence[Path], target: str, folder: Path, seconds: float) -> Refused:
    """Runs one conversion; the refusal that holds for every input that gave no output."""
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
    ]
    command += ["--convert-to", _FILTERS[target], "--outdir", str(folder / "out"), *map(str, inputs)]
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    environment.pop("DISPLAY", None)
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return Refused("timeout", seconds=f"{seconds:.0f}")
    finally:
        _end(process)
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return Refused("conversion_failed", why=lines[-1][:200].replace(str(folder), "") if lines else f"exit {process.returncode}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """LibreOffice's starter leaves its worker behind when killed alone: all that it started goes.

    They stay in our own group, not in one of theirs: whoever ends our group ends them too.
    """
    if process.poll() is None:
        for pid in _family(process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.communicate()


def _family(pid: int) -> list[int]:
    """A process and all that descend from it, parents first."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            parent = entry.read_text(errors="replace").rpartition(")")[2].split()[1]
            children.setdefault(int(parent), []).append(int(entry.parent.name))
    family = [pid]
    for member in family:
        family.extend(children.get(member, ()))
    return family
