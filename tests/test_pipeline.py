"""A folder becomes a warehouse: what is read again and what is not, and what one bad file costs."""

from __future__ import annotations

import ctypes
import os
import shutil
import time
import zipfile
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from plain_reports import write_report

from ingest.reading import Limits
from normalize.records import Amount, State
from warehouse.load import Loader
from zvit import pipeline, refusals, tasks
from zvit.config import Settings
from zvit.errors import RunError
from zvit.pipeline import Summary
from zvit.refusals import Kind

_take = tasks.take


@dataclass
class Heard:
    """What a user would have been shown."""

    lines: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def start(self, files: int) -> None:
        pass

    def file_done(self, name: str) -> None:
        self.done.append(name)

    def line(self, text: str) -> None:
        self.lines.append(text)


class House:
    """A folder of reports and a warehouse beside it."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "zvity"
        self.folder.mkdir()
        self.settings = Settings(warehouse=root / "zvit.duckdb", workers=2, limits=Limits(seconds=20.0, memory_bytes=2 * 1024**3))
        self.heard = Heard()

    def ingest(self, *paths: Path) -> Summary:
        self.heard = Heard()
        return pipeline.ingest(self.settings, paths or [self.folder], self.heard)

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.settings.warehouse), read_only=True) as con:
            return con.execute(sql).fetchall()

    def documents(self) -> dict[object, object]:
        return dict(self.ask("SELECT file, status FROM document"))  # type: ignore[arg-type]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def counts(summary: Summary) -> dict[str, int]:
    tally = summary.tally
    got = {name: getattr(tally, name) for name in ("seen", "loaded", "unchanged", "quarantined", "no_report", "left")}
    return {name: number for name, number in got.items() if number}


def test_a_report_becomes_records(house: House) -> None:
    write_report(house.folder / "a.docx")
    summary = house.ingest()
    assert counts(summary) == {"seen": 1, "loaded": 1}
    amounts = house.ask("SELECT row_kind, planned_uah, actual_uah FROM funding ORDER BY row_number")
    assert [(kind, str(plan), str(actual)) for kind, plan, actual in amounts] == [
        ("measure", "100000.00", "50000.00"),
        ("total", "100000.00", "50000.00"),
    ]


def test_the_same_folder_twice_changes_nothing(house: House) -> None:
    write_report(house.folder / "a.docx")
    (house.folder / "broken.docx").write_bytes(b"PK\x03\x04 cut")
    house.ingest()
    tables = ("funding", "document", "finding", "cell", "report")
    before = {table: house.ask(f"SELECT * FROM {table} ORDER BY ALL") for table in tables}
    assert counts(house.ingest()) == {"seen": 2, "unchanged": 1, "quarantined": 1}
    assert {table: house.ask(f"SELECT * FROM {table} ORDER BY ALL") for table in tables} == before


def test_a_changed_file_is_a_new_version_and_the_old_one_superseded(house: House) -> None:
    write_report(house.folder / "a.docx")
    house.ingest()
    write_report(house.folder / "a.docx", actual="60,0")
    assert counts(house.ingest()) == {"seen": 1, "loaded": 1}
    assert house.ask("SELECT status, count(*) FROM document GROUP BY 1 ORDER BY 1") == [("loaded", 1), ("superseded", 1)]
    assert [str(row[0]) for row in house.ask("SELECT DISTINCT actual_uah FROM funding")] == ["60000.00"]


@pytest.mark.parametrize("name", [b"\xc7\xe2\xb3\xf2.docx", b"a\nb.docx", b"\xc7/a.docx"])
def test_a_name_that_is_no_text_costs_nothing(house: House, name: bytes) -> None:
    """Names made under Windows and unpacked elsewhere are bytes in cp1251."""
    place = Path(os.fsdecode(os.path.join(os.fsencode(house.folder), name)))  # noqa: PTH118 # bytes
    place.parent.mkdir(exist_ok=True)
    write_report(house.folder / "b.docx")
    (house.folder / "b.docx").rename(place)
    assert counts(house.ingest()) == {"seen": 1, "loaded": 1}
    assert counts(house.ingest()) == {"seen": 1, "unchanged": 1}
    assert counts(house.ingest(place)) == {"seen": 1, "unchanged": 1}


def test_a_file_removed_from_the_folder_stays_in_the_warehouse(house: House) -> None:
    write_report(house.folder / "a.docx")
    house.ingest()
    (house.folder / "a.docx").unlink()
    assert counts(house.ingest()) == {}
    assert house.documents() == {"a.docx": "loaded"}


def test_a_moved_file_is_known_by_its_content(house: House) -> None:
    write_report(house.folder / "a.docx")
    house.ingest()
    (house.folder / "b").mkdir()
    (house.folder / "a.docx").rename(house.folder / "b" / "c.docx")
    assert counts(house.ingest()) == {"seen": 1, "unchanged": 1}


def test_one_content_under_two_names_is_one_document(house: House) -> None:
    write_report(house.folder / "a.docx")
    shutil.copy(house.folder / "a.docx", house.folder / "b.docx")
    house.ingest()
    assert house.ask("SELECT count(*) FROM document") == [(1,)]
    assert house.ask("SELECT count(*) FROM funding") == [(2,)]


def test_the_other_places_of_a_content_are_told_while_they_are_there(house: House) -> None:
    """Also inside an archive; the counts are of contents, not of copies."""
    write_report(house.folder / "a.docx")
    (house.folder / "копії").mkdir()
    shutil.copy(house.folder / "a.docx", house.folder / "копії" / "b.docx")
    with zipfile.ZipFile(house.folder / "c.zip", "w") as archive:
        archive.write(house.folder / "a.docx", "a.docx")

    def told() -> list[tuple[object, ...]]:
        return house.ask("SELECT file, severity, message, finding_id FROM finding WHERE rule = 'same_content'")

    summary = house.ingest()
    assert (summary.tally.reports, summary.tally.records) == (summary.holdings.reports, summary.holdings.records) == (1, 2)
    ((file, severity, message, _),) = first = told()
    assert (file, severity, message) == ("a.docx", "info", "Той самий вміст лежить ще й тут: c.zip/a.docx; копії/b.docx")
    house.ingest()
    assert told() == first
    (house.folder / "копії" / "b.docx").unlink()
    house.ingest()
    assert [row[2] for row in told()] == ["Той самий вміст лежить ще й тут: c.zip/a.docx"]
    (house.folder / "c.zip").unlink()
    house.ingest()
    assert told() == []


def test_the_order_of_files_leaves_the_same_warehouse(tmp_path: Path) -> None:
    """Names decide the order of reading; records do not know it."""
    seen = []
    for turn, names in enumerate((("a.docx", "b.docx"), ("b.docx", "a.docx"))):
        root = tmp_path / str(turn)
        root.mkdir()
        house = House(root)
        for year, name in zip((2023, 2024), names, strict=True):
            write_report(house.folder / "source.docx", year=year)
            (house.folder / "source.docx").rename(house.folder / name)
            house.ingest()
        seen.append(house.ask("SELECT year, measure_id, programme_id, planned_uah FROM funding ORDER BY ALL"))
    assert seen[0] == seen[1]


def test_members_of_an_archive_are_documents(house: House) -> None:
    report = write_report(house.folder.parent / "звіт.docx")
    with zipfile.ZipFile(house.folder / "a.zip", "w") as archive:
        archive.write(report, "тека/звіт.docx")
        archive.writestr("empty.pdf", b"")
    assert counts(house.ingest()) == {"seen": 2, "loaded": 1, "quarantined": 1}
    assert house.documents() == {"a.zip/тека/звіт.docx": "loaded", "a.zip/empty.pdf": "quarantined"}
    assert counts(house.ingest()) == {"seen": 2, "unchanged": 1, "quarantined": 1}


def test_other_kinds_of_files_are_no_reports_and_no_trouble(house: House) -> None:
    (house.folder / "truth.json").write_text("{}")
    assert counts(house.ingest()) == {"seen": 1, "no_report": 1}


def test_nothing_is_written_into_the_users_folder(house: House) -> None:
    write_report(house.folder / "a.docx")
    before = {path: path.stat().st_mtime_ns for path in (house.folder, *house.folder.rglob("*"))}
    house.ingest()
    assert {path: path.stat().st_mtime_ns for path in (house.folder, *house.folder.rglob("*"))} == before


def misbehave(source: tasks.Source, plan: tasks.Plan) -> tasks.Taken:
    """As ``take``, but a file acts out what its name says."""
    if "segfault" in source.name:
        ctypes.string_at(0)
    if "hang" in source.name:
        time.sleep(600)
    if "memory" in source.name:
        bytearray(10 * 1024**3)
    if "mistake" in source.name:
        raise AssertionError("a mistake of our own")
    return _take(source, plan)


@pytest.mark.parametrize(("name", "code"), [("segfault", "crashed"), ("hang", "timeout"), ("memory", "memory"), ("mistake", "internal")])
def test_a_file_that_kills_its_reader_costs_itself_only(house: House, monkeypatch: pytest.MonkeyPatch, name: str, code: str) -> None:
    monkeypatch.setattr(tasks, "take", misbehave)
    house.settings = Settings(warehouse=house.settings.warehouse, workers=2, limits=Limits(seconds=8.0, memory_bytes=2 * 1024**3))
    for year, file in enumerate(("a.docx", f"{name}.docx", "z.docx"), 2022):
        write_report(house.folder / file, year=year)
    assert counts(house.ingest()) == {"seen": 3, "loaded": 2, "quarantined": 1}
    assert house.ask("SELECT file, error_code FROM document WHERE status = 'quarantined'") == [(f"{name}.docx", code)]
    assert [line.split(":")[0] for line in house.heard.lines] == [f"{name}.docx"]


def test_a_passing_failure_is_tried_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(house.folder / "segfault.docx")
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "take", misbehave)
        assert counts(house.ingest()) == {"seen": 1, "quarantined": 1}
    assert counts(house.ingest()) == {"seen": 1, "loaded": 1}
    assert house.documents() == {"segfault.docx": "loaded"}


def test_a_passing_failure_that_does_not_pass_is_given_up_after_three_runs(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays in quarantine and is told in every run; a change of the code gives it a new chance."""
    write_report(house.folder / "segfault.docx")
    monkeypatch.setattr(tasks, "take", misbehave)
    lines = []
    for _ in range(5):
        assert counts(house.ingest()) == {"seen": 1, "quarantined": 1}
        lines += house.heard.lines
    assert [("спроб: 3" in line) for line in lines] == [False, False, True, True, True]
    assert house.ask("SELECT count(*) FROM store.attempt") == [(3,)]
    ((error,),) = house.ask("SELECT error FROM document")
    assert "спроб: 3" in str(error)
    monkeypatch.setattr("zvit.versions.normalizer", lambda lexicon=None: "another")
    assert counts(house.ingest()) == {"seen": 1, "quarantined": 1}
    assert house.ask("SELECT count(*) FROM store.attempt") == [(4,)]
    assert not any("спроб:" in line for line in house.heard.lines)


def test_what_was_loaded_before_stays_while_other_code_fails_at_it_for_good(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(house.folder / "segfault.docx")
    house.ingest()
    monkeypatch.setattr("zvit.versions.extractor", lambda limits=None: "another")
    monkeypatch.setattr(tasks, "take", misbehave)
    for _ in range(4):
        assert counts(house.ingest()) == {"seen": 1, "quarantined": 1}
    assert "спроб: 3" in house.heard.lines[0]
    assert house.documents() == {"segfault.docx": "loaded"}


def test_a_file_that_may_not_be_opened_is_tried_in_every_run() -> None:
    """Its mending changes neither size nor time, and trying costs nothing."""
    assert refusals.kind_of("unreadable") is Kind.ACCESS
    assert {code for code, reason in refusals.REASONS.items() if reason.kind is Kind.TRANSIENT} == {
        "timeout",
        "memory",
        "crashed",
        "conversion_failed",
    }


def swell(source: tasks.Source, plan: tasks.Plan) -> tasks.Taken:
    """As ``take``, but the amounts of 2023 are too large for their columns."""
    taken = _take(source, plan)
    huge = Amount(State.VALUE, Decimal(10**17), Decimal(10**17), Decimal(10**17))

    def swollen(outcome: tasks.Outcome) -> tasks.Outcome:
        assert outcome.normalized is not None
        (report,) = outcome.normalized.reports
        report = replace(report, funding=tuple(replace(r, actual=huge if r.year == 2023 else r.actual) for r in report.funding))
        return replace(outcome, normalized=replace(outcome.normalized, reports=(report,)))

    return replace(taken, outcomes=tuple(swollen(outcome) for outcome in taken.outcomes))


@pytest.mark.parametrize("rows_at_once", [30_000, 1])
def test_what_the_warehouse_cannot_store_is_quarantined_in_the_tally_too(
    house: House, monkeypatch: pytest.MonkeyPatch, rows_at_once: int
) -> None:
    """Known only when its batch is written, which may be long after the file was counted as read, or before its copy is met."""
    monkeypatch.setitem(Loader.__init__.__kwdefaults__, "flush_rows", rows_at_once)
    write_report(house.folder / "a.docx")
    write_report(house.folder / "b.docx", year=2023)
    monkeypatch.setattr(tasks, "take", swell)
    shutil.copy(house.folder / "b.docx", house.folder / "copy.docx")
    summary = house.ingest()
    assert counts(summary) == {"seen": 3, "loaded": 1, "quarantined": 2}
    assert [(refused.file, refused.code) for refused in summary.tally.refused] == [("b.docx", "load_failed"), ("copy.docx", "load_failed")]
    assert (summary.tally.reports, summary.tally.records) == (summary.holdings.reports, summary.holdings.records)
    assert [line.split(":")[0] for line in house.heard.lines] == ["b.docx", "copy.docx"]
    assert house.ask("SELECT files_loaded, files_quarantined FROM run") == [(1, 2)]
    assert counts(house.ingest()) == {"seen": 3, "unchanged": 1, "quarantined": 2}


def test_a_file_that_grows_while_it_is_read_is_left_for_the_next_run(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(house.folder / "growing.docx")
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "take", grow)
        assert counts(house.ingest()) == {"seen": 1, "left": 1}
    assert "growing.docx" in house.heard.lines[0]
    assert house.documents() == {}


def grow(source: tasks.Source, plan: tasks.Plan) -> tasks.Taken:
    """As ``take``, while somebody goes on writing: every look at the file finds it longer."""
    stat = Path.stat

    def longer(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self == source.path:
            with self.open("ab") as file:
                file.write(b" ")
        return stat(self, follow_symlinks=follow_symlinks)

    Path.stat = longer  # type: ignore[method-assign]
    return _take(source, plan)


def test_changed_understanding_reads_no_file_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A better lexicon goes over what was read, which the cache holds: the file itself may even be gone meanwhile."""
    write_report(house.folder / "a.docx")
    house.ingest()
    monkeypatch.setattr("zvit.versions.normalizer", lambda lexicon=None: "another")
    monkeypatch.setattr(tasks, "take", refuse_to_read)
    assert counts(house.ingest()) == {"seen": 1, "loaded": 1}


def refuse_to_read(source: tasks.Source, plan: tasks.Plan) -> tasks.Taken:
    """As ``take``, on a machine that cannot read the file any more."""
    source.path.open("rb").close()
    tasks._read_settled = lambda path, limits: None
    return _take(source, plan)


def test_without_its_cache_a_warehouse_loses_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(house.folder / "a.docx")
    house.ingest()
    shutil.rmtree(house.settings.store / "cache")
    monkeypatch.setattr("zvit.versions.normalizer", lambda lexicon=None: "another")
    assert counts(house.ingest()) == {"seen": 1, "loaded": 1}
    assert house.ask("SELECT count(*) FROM funding") == [(2,)]


def test_a_cache_file_that_makes_no_sense_is_read_anew(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(house.folder / "a.docx")
    house.ingest()
    for file in (house.settings.store / "cache").rglob("*.document"):
        file.write_bytes(b"nonsense")
    monkeypatch.setattr("zvit.versions.normalizer", lambda lexicon=None: "another")
    assert counts(house.ingest()) == {"seen": 1, "loaded": 1}


def test_two_runs_at_once_do_not_mix(house: House) -> None:
    from warehouse.publish import Publication

    write_report(house.folder / "a.docx")
    house.ingest()
    with Publication(house.settings.warehouse), pytest.raises(RunError):
        house.ingest()


def test_a_run_leaves_nothing_behind_but_warehouse_cache_and_lock(house: House) -> None:
    write_report(house.folder / "a.docx")
    house.ingest()
    assert sorted(path.name for path in house.settings.store.iterdir()) == ["cache", "run.lock", "work"]
    assert list((house.settings.store / "work").iterdir()) == []
