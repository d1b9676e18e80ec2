"""What counts as a file to read: everything a person put there, nothing an office program left, nothing beyond the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zvit.errors import UsageError
from zvit.inbox import Scan, scan


def look(*paths: Path) -> tuple[list[str], Scan]:
    found = scan(paths, warehouse=paths[0] / "zvit.duckdb", store=paths[0] / "zvit.duckdb.store")
    return [file.name for file in found.files()], found


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(path.name)
    return path


def test_names_are_paths_below_the_folder_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("б.docx", "a/2.pdf", "a/1.pdf"):
        touch(tmp_path / name)
    assert look(tmp_path)[0] == ["a/1.pdf", "a/2.pdf", "б.docx"]


def test_a_file_asked_for_by_itself_goes_by_its_base_name(tmp_path: Path) -> None:
    assert look(touch(tmp_path / "deep" / "x.docx"))[0] == ["x.docx"]


def test_a_file_reached_twice_comes_once(tmp_path: Path) -> None:
    file = touch(tmp_path / "x.docx")
    assert look(tmp_path, file)[0] == ["x.docx"]


@pytest.mark.parametrize("name", ["~$звіт.docx", ".DS_Store", ".hidden/x.docx", "Thumbs.db", ".~lock.x.odt#"])
def test_what_no_person_meant_is_passed_over_and_counted(tmp_path: Path, name: str) -> None:
    touch(tmp_path / name)
    names, found = look(tmp_path)
    assert (names, found.skipped) == ([], 1)


def test_a_folder_left_by_another_system_is_passed_over(tmp_path: Path) -> None:
    touch(tmp_path / "__MACOSX" / "x.docx")
    assert look(tmp_path)[0] == []


def test_no_link_is_followed_out_of_the_folder(tmp_path: Path) -> None:
    outside = touch(tmp_path / "outside" / "secret.docx")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.docx").symlink_to(outside)
    (folder / "dir").symlink_to(outside.parent)
    names, found = look(folder)
    assert (names, found.skipped) == ([], 2)


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    """Reading a pipe that nobody writes to would wait for ever."""
    os.mkfifo(tmp_path / "x.docx")
    assert look(tmp_path)[0] == []


def test_our_own_warehouse_is_no_report(tmp_path: Path) -> None:
    for name in ("zvit.duckdb", "zvit.duckdb.store/cache/x", "zvit.duckdb.wal"):
        touch(tmp_path / name)
    names, found = look(tmp_path)
    assert (names, found.skipped) == ([], 0)


def test_a_missing_path_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        look(tmp_path / "nowhere")


def test_the_count_is_of_the_files_and_leaves_nothing_counted_twice(tmp_path: Path) -> None:
    for name in ("a.docx", "b/c.docx", ".hidden"):
        touch(tmp_path / name)
    found = scan([tmp_path, tmp_path / "b"], warehouse=tmp_path / "w", store=tmp_path / "s")
    assert (found.count(), len(list(found.files())), found.skipped) == (2, 2, 1)


def test_a_file_taken_away_during_the_walk_is_passed_over(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx", "c.docx"):
        touch(tmp_path / name)
    walk = scan([tmp_path], warehouse=tmp_path / "w", store=tmp_path / "s").files()
    assert next(walk).name == "a.docx"
    (tmp_path / "b.docx").unlink()
    assert [file.name for file in walk] == ["c.docx"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every folder")
def test_a_closed_folder_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    _, found = look(tmp_path)
    assert found.unreadable[0][0] == "closed"
