"""What a newcomer's first command leans on: the set-up, the lock files, the wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from plain_reports import write_report

from zvit.tools import TOOLS

ROOT = Path(__file__).resolve().parent.parent
SETUP = ROOT / "scripts" / "setup.sh"
PACKAGES = {"ingest", "normalize", "warehouse", "queries", "zvit"}

# A link to another folder's environment was not made here: the set-up would make it anew, from under whoever works in that folder.
made_by_setup = pytest.mark.skipif(
    Path(sys.prefix) != ROOT / ".venv" or (ROOT / ".venv").is_symlink() or not (ROOT / ".venv" / ".locked").is_file(),
    reason="this is not the environment that the set-up made",
)


@made_by_setup
def test_what_is_set_up_is_only_looked_at() -> None:
    """The second time nothing is made or installed, in any language of the machine and whatever lies about in the environment."""
    stamp = (ROOT / ".venv" / ".locked").stat().st_mtime_ns
    done = subprocess.run([SETUP], cwd="/", env=os.environ | {"LC_ALL": "C"}, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "")
    assert (ROOT / ".venv" / ".locked").stat().st_mtime_ns == stamp


@made_by_setup
def test_no_path_of_this_folder_stands_where_python_starts() -> None:
    """Python 3.11 without a UTF-8 locale does not start over a path in Cyrillic."""
    ways = list((ROOT / ".venv").glob("lib/python3*/site-packages/*zvit*.pth"))
    assert [way.read_text(encoding="ascii").strip() for way in ways] == ["../../../.."]


def test_every_tool_that_doctor_names_is_set_up() -> None:
    named = {package for tool in TOOLS for package in tool.install.removeprefix("apt install ").split()}
    text = SETUP.read_text(encoding="utf-8").replace("tesseract-ocr-$language", "tesseract-ocr-ukr tesseract-ocr-eng")
    assert {package for package in named if not re.search(rf"echo .*\b{re.escape(package)}\b", text)} == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-bench.lock"])
def test_a_library_has_one_version_on_every_python(lock: str) -> None:
    """So that one report gives the same records, and the types check, on Python 3.11 and on 3.13."""
    names = re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(names) == sorted(set(names))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as ``pip install .`` gets it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (made,) = folder.glob("zvit-*.whl")
    return made


def test_the_wheel_holds_the_five_packages_and_nothing_beside_them(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == PACKAGES


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    """The SQL, the lexicon and the comments stand beside the code that reads them."""
    kept = {path.relative_to(ROOT).as_posix() for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()}
    kept = {name for name in kept if "__pycache__" not in name}
    assert kept - set(zipfile.ZipFile(wheel).namelist()) == set()
    assert {Path(name).suffix for name in kept} >= {".py", ".sql", ".toml"}


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    about = _metadata(wheel)
    assert (about["Name"], about["License-Expression"], about["Requires-Python"]) == ("zvit", "MIT", ">=3.11")
    assert about.get_payload().startswith("# zvit")  # type: ignore[union-attr]
    assert any(name.endswith("licenses/LICENSE") for name in zipfile.ZipFile(wheel).namelist())
    assert "Natural Language :: Ukrainian" in (about.get_all("Classifier") or [])


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


def test_the_installed_command_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    """Read, then asked by a ready question and by an own one, with the code unpacked far from this folder."""
    code, house = tmp_path / "code", tmp_path / "будь-яка тека"
    zipfile.ZipFile(wheel).extractall(code)
    write_report(house / "zvity" / "a.docx")

    def zvit(*arguments: str) -> subprocess.CompletedProcess[str]:
        # -P and the path: the unpacked wheel stands before the editable install
        command = [sys.executable, "-P", "-c", "import sys, zvit.cli; print(zvit.__file__, file=sys.stderr); zvit.cli.main()", *arguments]
        return subprocess.run(command, cwd=house, env=os.environ | {"PYTHONPATH": str(code)}, capture_output=True, text=True, timeout=120)

    read = zvit("ingest", "zvity")
    assert (read.returncode, read.stderr.splitlines()[0]) == (0, str(code / "zvit" / "__init__.py")), read.stderr
    assert "100000.00" in zvit("query", "plan-vs-actual", "--format", "csv").stdout
    assert zvit("sql", "SELECT count(*) AS n FROM funding", "--format", "csv").stdout.split() == ["n", "2"]


def test_without_samples_ingest_asks_for_a_folder_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "zvit", "ingest"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
