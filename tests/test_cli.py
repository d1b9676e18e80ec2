"""The command as a user types it: exit statuses, languages, options on either side of the command, Ctrl-C."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from office_files import needs_soffice
from plain_reports import write_report

from zvit import __version__
from zvit.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
CYRILLIC = re.compile("[а-яіїєґ]{4}")


def zvit(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as its own process, in ``cwd``."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZVIT_")}
    command = [sys.executable, "-m", "zvit", *map(str, arguments)]
    paths = {"PYTHONPATH": str(ROOT), "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=cwd, env=own | paths | environment, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one good and one bad file, ingested."""
    root = tmp_path_factory.mktemp("house")
    write_report(root / "zvity" / "a.docx")
    (root / "zvity" / "bad.pdf").write_bytes(b"%PDF-1.7 cut short")
    done = zvit("ingest", "zvity", cwd=root)
    assert done.returncode == 1, done.stderr
    return root


def test_version(tmp_path: Path) -> None:
    assert zvit("--version", cwd=tmp_path).stdout.strip() == f"zvit {__version__}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples_in_both_languages(command: str, tmp_path: Path) -> None:
    uk, en = (zvit(command, "--help", "--lang", lang, cwd=tmp_path).stdout for lang in ("uk", "en"))
    assert CYRILLIC.search(uk)
    assert not CYRILLIC.search(en)
    assert re.search(rf"^ *zvit {command}", uk.split("╯")[-1], re.MULTILINE)


def test_start_up_imports_nothing_heavy(tmp_path: Path) -> None:
    """What makes help quick: no reader, no database, no numbers, before a command needs them."""
    heavy = ["duckdb", "pyarrow", "pandas", "numpy", "lxml", "pdfplumber", "pypdfium2", "cv2", "tesserocr", "rapidfuzz", "multiprocessing"]
    script = f"import sys; from zvit.cli import build; build(); print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_bad_file_is_one_clear_line_and_status_1(house: Path) -> None:
    """Also in the next run, which need not read it again."""
    again = zvit("ingest", "zvity", cwd=house)
    assert again.returncode == 1
    assert len([line for line in again.stderr.splitlines() if "bad.pdf: " in line]) == 1
    assert "Traceback" not in again.stderr


def test_a_clean_run_is_status_0(tmp_path: Path) -> None:
    write_report(tmp_path / "zvity" / "a.docx")
    done = zvit("ingest", "zvity", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_is_the_whole_of_standard_output(house: Path) -> None:
    answer = json.loads(zvit("ingest", "zvity", "--json", cwd=house).stdout)
    assert (answer["files_seen"], answer["files_loaded"] + answer["files_unchanged"], answer["files_quarantined"]) == (2, 1, 1)
    assert answer["quarantined"][0]["file"] == "bad.pdf"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", "nowhere"),
        ("ingest",),
        ("ingest", "--bogus"),
        ("frobnicate",),
        ("status", "--lang", "pl"),
        ("status", "--warehouse", "nowhere.duckdb"),
        ("sql", "SELECT 1", "--warehouse", "nowhere.duckdb"),
        ("headers", "nowhere.docx"),
        ("ingest", ".", "--lexicon", "nowhere.toml"),
        ("ingest", ".", "--workers", "-1"),
        ("ingest", ".", "--warehouse", "no/such/folder/w.duckdb"),
        ("ingest", ".", "--warehouse", "."),
        ("ingest", ".", "--warehouse", "/"),
    ],
)
def test_wrong_usage_is_status_2_and_says_why(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = zvit(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("ingest", "--bogus"), "zvit: немає параметра --bogus (довідка: zvit ingest --help)"),
        (
            ("ingest", "--workes", "2", "--lang", "en"),
            "zvit: no such option: --workes; perhaps --workers, --warehouse (help: zvit ingest --help)",
        ),
        (("frobnicate",), "zvit: немає команди «frobnicate» (довідка: zvit --help)"),
        (("--lang", "en", "statsu"), "zvit: no such command: statsu; perhaps status (help: zvit --help)"),
        (("explain",), "zvit: бракує: RECORD_ID (довідка: zvit explain --help)"),
        (("headers", "a", "b"), "zvit: зайве: b (довідка: zvit headers --help)"),
        (("query", "--format"), "zvit: параметр --format потребує значення (довідка: zvit --help)"),
        (("status", "--json=3"), "zvit: параметр --json не приймає значення (довідка: zvit --help)"),
        (("ingest", "--workers", "two"), "zvit: --workers: таке значення не годиться (довідка: zvit ingest --help)"),
    ],
)
def test_what_is_typed_wrong_is_told_in_one_line_of_the_users_language(tmp_path: Path, arguments: tuple[str, ...], line: str) -> None:
    done = zvit(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stderr.strip()) == (2, line)


@pytest.mark.parametrize(
    ("arguments", "own", "foreign"),
    [
        (("--help",), ("Використання: zvit [ПАРАМЕТРИ]", "Команди", "Показати цю довідку"), ("Usage", "Options", "Show this")),
        (("ingest", "--help"), ("Використання: zvit ingest", "Аргументи", "Параметри"), ("Usage", "Arguments", "<bool>")),
        (
            ("--lang", "en", "ingest", "--help"),
            ("Usage: zvit ingest [OPTIONS]", "Arguments", "Show this help"),
            ("Використання", "Параметри"),
        ),
    ],
)
def test_the_help_is_in_one_language(tmp_path: Path, arguments: tuple[str, ...], own: tuple[str, ...], foreign: tuple[str, ...]) -> None:
    told = zvit(*arguments, cwd=tmp_path).stdout
    assert [word for word in own if word not in told] == []
    assert [word for word in foreign if word in told] == []


def test_a_warehouse_that_is_none_is_status_3_and_stays_as_it_is(tmp_path: Path) -> None:
    write_report(tmp_path / "zvity" / "a.docx")
    (tmp_path / "zvit.duckdb").write_text("somebody's letter")
    done = zvit("ingest", "zvity", cwd=tmp_path)
    assert done.returncode == 3
    assert (tmp_path / "zvit.duckdb").read_text() == "somebody's letter"


@pytest.mark.parametrize(("command", "status"), [(("ingest", "zvity"), 3), (("status",), 2)])
def test_a_warehouse_that_is_none_is_named_as_the_user_did(tmp_path: Path, command: tuple[str, ...], status: int) -> None:
    write_report(tmp_path / "zvity" / "a.docx")
    (tmp_path / "letter.txt").write_text("somebody's letter")
    done = zvit(*command, "--warehouse", "letter.txt", "--lang", "en", cwd=tmp_path)
    assert done.returncode == status
    assert done.stderr.startswith("zvit: letter.txt is not a warehouse: ")
    assert "private.duckdb" not in done.stderr
    assert not CYRILLIC.search(done.stderr)


@pytest.mark.parametrize("arguments", [("--warehouse", "w.duckdb", "status"), ("status", "--warehouse", "w.duckdb")])
def test_common_options_stand_on_either_side_of_the_command(house: Path, arguments: tuple[str, ...]) -> None:
    (house / "w.duckdb").unlink(missing_ok=True)
    (house / "w.duckdb").write_bytes((house / "zvit.duckdb").read_bytes())
    assert zvit(*arguments, cwd=house).returncode == 0


def test_the_environment_names_the_warehouse(house: Path, tmp_path: Path) -> None:
    assert zvit("status", cwd=tmp_path, ZVIT_WAREHOUSE=str(house / "zvit.duckdb")).returncode == 0


def test_an_error_is_one_line_and_with_debug_a_trace(tmp_path: Path) -> None:
    assert len(zvit("status", cwd=tmp_path).stderr.splitlines()) == 1
    assert "Traceback" in zvit("status", "--debug", cwd=tmp_path).stderr


def test_status_tells_runs_and_quarantine(house: Path) -> None:
    answer = json.loads(zvit("status", "--json", cwd=house).stdout)
    assert answer["runs"][-1]["files_seen"] == 2
    assert [row["file"] for row in answer["waiting"]] == ["bad.pdf"]


def test_headers_tells_how_each_column_was_understood(house: Path) -> None:
    answer = json.loads(zvit("headers", "zvity/a.docx", "--json", cwd=house).stdout)
    fields = [column["field"] for column in answer[0]["columns"]]
    assert fields[1:7] == ["measure", "term", "executor", "planned", "actual", "percent"]
    assert "planned" in zvit("headers", "zvity/a.docx", cwd=house).stdout


def test_headers_of_a_bad_file_says_why(house: Path) -> None:
    done = zvit("headers", "zvity/bad.pdf", cwd=house)
    assert done.returncode == 1
    assert CYRILLIC.search(done.stdout)


def test_explain_leads_a_record_back_to_its_cells(house: Path) -> None:
    import duckdb

    with duckdb.connect(str(house / "zvit.duckdb"), read_only=True) as con:
        (record_id,) = con.execute("SELECT record_id FROM funding WHERE row_kind = 'measure'").fetchall()[0]
    answer = json.loads(zvit("explain", record_id, "--json", cwd=house).stdout)
    raw = {cell["column"]: cell["raw_text"] for cell in answer["cells"]}
    assert (raw["planned_uah"], raw["actual_uah"]) == ("100,0", "50,0")
    shown = zvit("explain", record_id, cwd=house).stdout
    assert "Прибирання парків" in shown
    assert "100,0" in shown
    assert zvit("explain", "nonsense", cwd=house).returncode == 2


def test_query_lists_and_answers(house: Path) -> None:
    from queries.catalogue import catalogue

    listed = zvit("query", cwd=house).stdout
    for name in catalogue():
        assert name in listed
        assert zvit("query", name, "--format", "json", cwd=house).returncode == 0
    answer = json.loads(zvit("query", "plan-vs-actual", "--param", "year=2024", "--format", "json", cwd=house).stdout)
    assert [(row["year"], row["planned_uah"]) for row in answer] == [(2024, 100000.0)]


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "no-such-question"),
        ("query", "trend", "--param", "bogus=1"),
        ("query", "trend", "--param", "year"),
        ("query", "plan-vs-actual", "--param", "year=soon"),
        ("query", "plan-vs-actual", "--param", "source=mars"),
        ("query", "plan-vs-actual", "--param", "limit=-1"),
        ("query", "trend", "--format", "pdf"),
        ("query", "trend", "--format", "xlsx"),
        ("query", "trend", "--format", "csv", "--output", "no/such/folder/x.csv"),
        ("sql", "SELEC 1"),
        ("sql", "DELETE FROM funding"),
        ("sql", "SELECT 1; SELECT 2"),
        ("sql", "SELECT * FROM read_csv('/etc/passwd')"),
        ("sql", "ATTACH '/tmp/x.duckdb'"),
        ("findings", "--severity", "loud"),
    ],
)
def test_a_question_that_is_none_is_status_2_and_one_line(house: Path, arguments: tuple[str, ...]) -> None:
    done = zvit(*arguments, cwd=house)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr


def test_sql_answers_in_every_format(house: Path) -> None:
    csv = zvit("sql", "SELECT row_kind, planned_uah FROM funding ORDER BY 1", "--format", "csv", cwd=house).stdout
    assert csv.splitlines() == ["row_kind,planned_uah", "measure,100000.00", "total,100000.00"]
    zvit("sql", "SELECT * FROM funding", "--format", "xlsx", "--output", "f.xlsx", cwd=house)
    assert (house / "f.xlsx").read_bytes()[:2] == b"PK"


def test_findings_speak_the_language_asked_for(house: Path) -> None:
    uk, en = (
        json.loads(zvit("findings", "--severity", "info", "--format", "json", "--lang", lang, cwd=house).stdout) for lang in ("uk", "en")
    )
    assert len(uk) == len(en) > 0
    assert CYRILLIC.search(uk[0]["message"])


def test_doctor_tells_tools_and_how_to_get_them(tmp_path: Path) -> None:
    answer = json.loads(zvit("doctor", "--json", cwd=tmp_path, PATH="/nowhere").stdout)
    tools = {tool["name"]: tool for tool in answer["tools"]}
    assert tools["LibreOffice"]["found"] is None
    assert tools["LibreOffice"]["install"].startswith("apt install")
    assert all(answer["libraries"].values())


def test_doctor_tells_which_files_wait_for_what(tmp_path: Path) -> None:
    """And, where the program has come since, that the next run reads them."""
    (tmp_path / "zvity").mkdir()
    (tmp_path / "zvity" / "a.rtf").write_bytes(rb"{\rtf1\ansi A report}")
    assert zvit("ingest", "zvity", cwd=tmp_path, PATH="/nowhere").returncode == 1
    waiting = json.loads(zvit("doctor", "--json", cwd=tmp_path, PATH="/nowhere").stdout)["waiting"]
    assert [(row["file"], row["for"]) for row in waiting] == [("a.rtf", ["LibreOffice"])]
    assert "waiting: a.rtf: LibreOffice" in zvit("doctor", "--lang", "en", cwd=tmp_path, PATH="/nowhere").stdout
    if shutil.which("soffice"):
        assert "waiting: a.rtf: all is here now" in zvit("doctor", "--lang", "en", cwd=tmp_path).stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "koi8-u"])
@pytest.mark.parametrize("command", [("status",), ("findings", "--severity", "info"), ("query", "trend"), ("--help",)])
def test_a_terminal_without_the_letters_ends_no_command(house: Path, encoding: str, command: tuple[str, ...]) -> None:
    own = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-m", "zvit", *command], cwd=house, env=own, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_what_to_type_next_works_as_it_is_printed(tmp_path: Path) -> None:
    """Also before the environment is activated: the command is named as it was called, or by its name where the shell knows it."""
    write_report(tmp_path / "zvity" / "a.docx")
    launcher = tmp_path / "bin with blanks" / "zvit"
    launcher.parent.mkdir()
    start = f"import sys, zvit.cli; sys.argv[0] = {str(launcher)!r}; zvit.cli.main()"
    launcher.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{start}" "$@"\n')
    launcher.chmod(0o755)
    for command, path in ((f"'{launcher}'", os.defpath), ("zvit", f"{launcher.parent}:{os.defpath}")):
        own = os.environ | {"PYTHONPATH": str(ROOT), "PATH": path}
        shown = subprocess.run(f"{command} ingest zvity", shell=True, cwd=tmp_path, env=own, capture_output=True, text=True, timeout=60)
        steps = [line.partition("  — ")[0].strip() for line in shown.stdout.partition("Далі:\n")[2].splitlines()]
        assert [step for step in steps if not step.startswith(f"{command} ")] == []
        assert subprocess.run(steps[-1], shell=True, cwd=tmp_path, env=own, capture_output=True, timeout=60).returncode == 0


def test_without_a_terminal_progress_is_plain_lines(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"{number}.json").write_text(str(number))
    done = zvit("ingest", ".", cwd=tmp_path)
    assert done.stderr.splitlines()[-1].endswith("10/10")
    assert "\x1b" not in done.stderr + done.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_the_middle_the_warehouse_is_as_it_was(tmp_path: Path, number: signal.Signals) -> None:
    write_report(tmp_path / "zvity" / "000.docx")
    assert zvit("ingest", "zvity", cwd=tmp_path).returncode == 0
    before = (tmp_path / "zvit.duckdb").read_bytes()
    source = (tmp_path / "zvity" / "000.docx").read_bytes()
    for copy in range(400):  # each its own content, so that the run is long enough to be stopped
        (tmp_path / "zvity" / f"{copy:03}.json").write_text(str(copy))
        (tmp_path / "zvity" / f"{copy:03}.docx").write_bytes(source + b"\0" * copy)
    with subprocess.Popen(
        [sys.executable, "-m", "zvit", "ingest", "zvity"], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it, and so would its children
    ) as running:  # fmt: skip
        assert running.stderr is not None
        running.stderr.readline()  # a tenth is read
        running.send_signal(number)
        assert running.wait(timeout=60) == 130
    assert (tmp_path / "zvit.duckdb").read_bytes() == before
    assert list((tmp_path / "zvit.duckdb.store" / "work").iterdir()) == []
    assert not _processes_below(tmp_path)


@needs_soffice
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_stopped_inside_libreoffice_nothing_runs_on(tmp_path: Path, number: signal.Signals, status: int) -> None:
    """Its programs go with the run, however that ends; the next run reads everything."""
    (tmp_path / "zvity").mkdir()
    for copy in range(30):
        (tmp_path / "zvity" / f"{copy}.rtf").write_text(r"{\rtf1\ansi " + f"Letter {copy}" + "}", encoding="ascii")
    with subprocess.Popen(
        [sys.executable, "-m", "zvit", "ingest", "zvity"], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:  # fmt: skip
        assert _until(lambda: any("soffice.bin" in line for line in _commands_naming(tmp_path)))
        running.send_signal(number)
        assert running.wait(timeout=60) == status
    assert _until(lambda: not _commands_naming(tmp_path))
    if status == 130:
        assert list((tmp_path / "zvit.duckdb.store" / "work").iterdir()) == []
    assert zvit("ingest", "zvity", cwd=tmp_path).returncode == 0
    assert list((tmp_path / "zvit.duckdb.store" / "work").iterdir()) == []


def _until(happened: Callable[[], bool]) -> bool:
    """Whether it happens within a minute."""
    late = time.monotonic() + 60
    while not happened() and time.monotonic() < late:
        time.sleep(0.05)
    return happened()


def _commands_naming(folder: Path) -> list[str]:
    """The command lines of all programs that work on files in ``folder``."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(process.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return [line for line in found if str(folder) in line]


def _processes_below(folder: Path) -> list[str]:
    """Programs of ours that still work in ``folder``, after a moment to end."""
    time.sleep(0.3)
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and (process / "cwd").resolve() == folder and "zvit" in (process / "cmdline").read_text():
                found.append(process.name)
        except OSError:
            continue
    return found


def test_files_of_other_kinds_are_told_apart_from_reports_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "b.md").write_text("# нотатки")
    (tmp_path / "c.txt").write_text("Протокол зборів громади села Вербове", encoding="utf-8")
    told = zvit("ingest", ".", "--lang", "en", cwd=tmp_path).stdout.splitlines()[0]
    assert re.match(r"Files: 3 \(no reports 1, of other kinds \(json, md\) 2\)", told)


def test_files_in_archives_and_equal_contents_are_told_as_what_they_are(tmp_path: Path) -> None:
    """The run counts each file of an archive, progress the archive, status each content once: all three say so."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("1.pdf", "2.pdf"):
            archive.writestr(name, b"%PDF-1.7 cut short")
        archive.writestr("3.txt", "Протокол зборів громади села Вербове")
    (tmp_path / "b.json").write_text("{}")
    for times in ("first", "again"):
        told = zvit("ingest", ".", "--lang", "en", cwd=tmp_path).stdout.splitlines()[0]
        assert told.startswith("Files: 4, of them in archives 3 ("), times
        assert "quarantined 2" in told
    shown = zvit("status", "--lang", "en", cwd=tmp_path).stdout
    assert "Documents (equal contents are one): no_report 2, quarantined 1" in shown
