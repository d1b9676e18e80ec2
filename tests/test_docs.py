"""The documentation is a promise: every command, option, question, finding, setting and dependency stands in it, and what is generated is up to date."""

from __future__ import annotations

import inspect
import re
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from ingest.reading import Limits
from queries.catalogue import catalogue
from zvit.cli import COMMANDS
from zvit.config import Settings
from zvit.errors import Exit
from zvit.refusals import REASONS

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.uk.md")
sys.path.insert(0, str(ROOT / "scripts"))


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", READMES)
def test_every_command_stands_in_the_readme(readme: str) -> None:
    missing = [name for name in COMMANDS if f"zvit {name}" not in text_of(readme)]
    assert missing == []


@pytest.mark.parametrize("readme", READMES)
def test_every_option_stands_in_the_readme(readme: str) -> None:
    declared = {
        option
        for path in [*(ROOT / "zvit/commands").glob("*.py"), ROOT / "zvit/cli.py", ROOT / "zvit/answers.py"]
        for option in re.findall(r'typer\.Option\(\s*"(--[a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert {"--json", "--param", "--warehouse"} <= declared
    assert sorted(option for option in declared if option not in text_of(readme)) == []


@pytest.mark.parametrize("readme", READMES)
def test_every_question_stands_in_the_readme(readme: str) -> None:
    assert [name for name in catalogue() if f"`{name}`" not in text_of(readme)] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_exit_status_stands_in_the_readme(readme: str) -> None:
    assert [status.value for status in Exit if f"| {status.value} |" not in text_of(readme)] == []


def test_every_setting_stands_in_the_docs_with_its_default() -> None:
    page = text_of("docs/settings.md")
    limits = [f"`limits.{field.name}` | {getattr(Limits(), field.name)} |" for field in fields(Limits)]
    plain = [f"`{field.name}`" for field in fields(Settings) if field.name != "limits"]
    assert [entry for entry in limits + plain if entry not in page] == []


@pytest.mark.parametrize("page", ["findings.md", "queries.md"])
def test_generated_pages_are_up_to_date(page: str) -> None:
    """If not: make docs."""
    from write_docs import PAGES

    assert text_of(f"docs/{page}") == PAGES[page]()


def test_every_dependency_earns_its_place() -> None:
    page = text_of("docs/dependencies.md")
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    names = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    bare = [re.split(r"[<>=~!]", name)[0] for name in names]
    assert [name for name in bare if f"`{name}`" not in page] == []


def test_every_dependency_is_imported_somewhere() -> None:
    """What nobody imports is dropped."""
    modules = {"libarchive-c": "libarchive", "msoffcrypto-tool": "msoffcrypto", "opencv-python-headless": "cv2", "pillow": "PIL"}
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    source = "\n".join(path.read_text(encoding="utf-8") for stage in STAGES for path in (ROOT / stage).rglob("*.py"))
    names = [re.split(r"[<>=~!]", name)[0] for name in project["dependencies"]]
    unused = [name for name in names if not re.search(rf"^\s*(import|from) {modules.get(name, name)}\b", source, re.MULTILINE)]
    assert unused == []


STAGES = ("ingest", "normalize", "warehouse", "queries", "zvit")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-bench.lock"])
def test_lock_files_carry_hashes_and_no_hosts(lock: str) -> None:
    text = text_of(lock)
    assert "--hash=sha256:" in text
    assert re.findall(r"https?://|file:|--index|--find-links|--extra-index", text) == []
    assert "\nduckdb==1.5.5 " in text


def test_every_refusal_that_readers_raise_has_its_line() -> None:
    """A reason that the catalogue does not know would reach the user as a bare code."""
    raised = {
        code
        for path in (ROOT / "ingest").rglob("*.py")
        for code in re.findall(r'Refused\(\s*"([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert sorted(raised - REASONS.keys()) == []


def test_every_note_that_readers_leave_is_a_finding() -> None:
    from normalize.findings import CATALOGUE

    left = {
        code for path in (ROOT / "ingest").rglob("*.py") for code in re.findall(r'Note\(\s*"([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert sorted(left - set(CATALOGUE)) == []


def test_links_between_pages_lead_somewhere() -> None:
    pages = [*READMES, *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")), "CHANGELOG.md"]
    broken = [
        f"{page}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)\)", text_of(page))
        if "://" not in target and not ((ROOT / page).parent / target).exists()
    ]
    assert broken == []


def test_modules_say_why_they_exist() -> None:
    """Open a file and its first lines tell."""
    silent = [
        str(path.relative_to(ROOT))
        for stage in STAGES
        for path in (ROOT / stage).rglob("*.py")
        if not inspect.cleandoc(path.read_text(encoding="utf-8")).startswith('"""')
    ]
    assert silent == []
