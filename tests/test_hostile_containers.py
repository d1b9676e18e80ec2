"""A hostile or broken container costs itself or its bad member, and says why; its sound members are read."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
from archives import OTHER, TEXT, opened, rar5, seven_zipped, signed, tarred, zipped, zipped_raw_name

from ingest.reading import Limits


@pytest.mark.parametrize("name", ["../звіт.txt", "тека/../../звіт.txt", "/etc/passwd", "C:\\звіт.txt", "..\\звіт.txt"])
def test_member_that_leads_out_is_refused_and_the_others_read(name: str) -> None:
    found = opened("a.zip", zipped((name, TEXT), ("b.txt", OTHER)))
    assert found.pop("a.zip/b.txt") == OTHER
    assert list(found.values()) == ["unsafe_member"]


def test_symbolic_link_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", OTHER)
    assert opened("a.zip", out.getvalue()) == {"a.zip/link.txt": "unsafe_member", "a.zip/b.txt": OTHER}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_tar_are_refused(kind: bytes) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("x.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
        plain = tarfile.TarInfo("b.txt")
        plain.size = len(OTHER)
        archive.addfile(plain, io.BytesIO(OTHER))
    assert opened("a.tar", out.getvalue()) == {"a.tar/x.txt": "unsafe_member", "a.tar/b.txt": OTHER}


def test_encrypted_zip_member() -> None:
    content = bytearray(zipped(("a.txt", TEXT), ("b.txt", OTHER)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + offset] |= 1
    assert opened("a.zip", bytes(content)) == {"a.zip/a.txt": "encrypted", "a.zip/b.txt": OTHER}


def test_member_that_swells_beyond_measure_is_a_bomb() -> None:
    content = zipped(("bomb.txt", b"0" * 20_000_000), ("b.txt", OTHER))
    assert opened("a.zip", content)["a.zip/bomb.txt"] == "bomb"


def test_many_members_that_swell_together_are_a_bomb() -> None:
    content = zipped(*((f"{number}.txt", b"0" * 1_000_000) for number in range(40)))
    found = opened("a.zip", content)
    assert found["a.zip"] == "bomb"
    assert sum(isinstance(item, bytes) for item in found.values()) < 20


def test_members_that_share_their_bytes_are_a_bomb() -> None:
    """Several directory entries point at one member: each alone is harmless, together they multiply it."""
    content = zipped(("a.txt", TEXT))
    start = content.find(b"PK\x01\x02")
    end = content.find(b"PK\x05\x06")
    directory = content[start:end] * 50
    tail = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 50, 50, len(directory), start, 0)
    assert opened("a.zip", content[:start] + directory + tail) == {"a.zip": "bomb"}


def test_bomb_in_seven_zip(tmp_path: Path) -> None:
    assert opened("a.7z", seven_zipped(tmp_path / "a.7z", ("bomb.txt", b"0" * 20_000_000)))["a.7z"] == "bomb"


def test_total_over_all_levels_is_limited() -> None:
    inner = zipped(("a.txt", b"0" * 900_000))
    outer = zipped(*((f"{number}.zip", inner + bytes(number)) for number in range(30)))
    found = opened("a.zip", outer, Limits(unpacked_bytes=5_000_000))
    assert "bomb" in found.values()
    assert sum(isinstance(item, bytes) for item in found.values()) <= 6


def test_number_of_members_is_limited() -> None:
    content = zipped(*((f"{number}.txt", TEXT) for number in range(20)))
    found = opened("a.zip", content, Limits(members=10))
    assert found["a.zip"] == "too_large"
    assert len(found) == 11
    assert "too_large" not in opened("a.zip", content, Limits(members=20)).values()


def test_nesting_without_end_is_cut() -> None:
    content = zipped(("звіт.txt", TEXT))
    for _ in range(6):
        content = zipped(("a.zip", content), ("b.txt", OTHER))
    found = opened("a.zip", content, Limits(depth=3))
    assert found == {
        "a.zip/b.txt": OTHER,
        "a.zip/a.zip/b.txt": OTHER,
        "a.zip/a.zip/a.zip/b.txt": OTHER,
        "a.zip/a.zip/a.zip/a.zip": "too_deep",
    }


def test_signatures_without_end_are_cut() -> None:
    content = TEXT
    for _ in range(40):
        content = signed(content)
    assert opened("звіт.txt.p7s", content) == {"звіт.txt.p7s": "too_deep"}


def _bytes_of(size: int) -> bytes:
    """Text that packs badly."""
    return b"\n".join(b"%d" % zlib.crc32(b"%d" % number) for number in range(size // 11))


def test_truncated_zip_gives_its_whole_members() -> None:
    content = zipped(("a.txt", TEXT), ("b.txt", _bytes_of(50_000)))
    assert opened("a.zip", content[:10_000]) == {"a.zip/a.txt": TEXT, "a.zip/b.txt": "malformed", "a.zip": "truncated"}


@pytest.mark.parametrize("name", [b"\x01\x07\xfe", b"\xaa" * 2000, b""])
def test_noise_behind_the_mark_of_a_zip_gives_no_member(name: bytes) -> None:
    header = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, 40, 40, len(name), 0)
    assert opened("звіт.xlsx", header + name + bytes(range(128, 200))) == {"звіт.xlsx": "truncated"}


def test_truncated_streamed_zip_gives_its_whole_members() -> None:
    """Sizes stand behind the members here, so the end of each is found by unpacking."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.parts: list[bytes] = []

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.parts.append(bytes(data))
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", OTHER)
        archive.writestr("c.txt", _bytes_of(50_000))
    found = opened("a.zip", b"".join(pipe.parts)[:9_000])
    assert found == {"a.zip/a.txt": TEXT, "a.zip/b.txt": OTHER, "a.zip/c.txt": "malformed", "a.zip": "truncated"}


def test_truncated_seven_zip_and_rar(tmp_path: Path) -> None:
    content = seven_zipped(tmp_path / "a.7z", ("a.txt", _bytes_of(20_000)))
    assert opened("a.7z", content[:-500]) == {"a.7z": "truncated"}
    assert opened("a.7z", content[:20]) == {"a.7z": "truncated"}
    assert set(opened("a.rar", rar5(("a.txt", TEXT * 50))[:400]).values()) <= {"truncated", "malformed"}


def test_wrong_checksum_costs_the_member() -> None:
    content = bytearray(zipped(("a.txt", TEXT), ("b.txt", OTHER), compression=zipfile.ZIP_STORED))
    content[content.find(TEXT)] ^= 0xFF
    assert opened("a.zip", bytes(content)) == {"a.zip/a.txt": "malformed", "a.zip/b.txt": OTHER}


def test_declared_size_that_lies_never_shortens_a_document_in_silence() -> None:
    content = bytearray(zipped(("a.txt", TEXT)))
    central = content.find(b"PK\x01\x02")
    content[central + 24 : central + 28] = struct.pack("<L", 5)
    assert opened("a.zip", bytes(content)) == {"a.zip/a.txt": "malformed"}


def test_control_characters_in_names_are_shown_harmless() -> None:
    assert opened("a.zip", zipped_raw_name(b"a\x1b[31m.txt", TEXT)) == {"a.zip/a\ufffd[31m.txt": TEXT}


def test_empty_member_is_reported() -> None:
    assert opened("a.zip", zipped(("a.txt", b""), ("b.txt", OTHER))) == {"a.zip/a.txt": "empty", "a.zip/b.txt": OTHER}


def test_empty_tar() -> None:
    assert opened("a.tar", tarred()) in ({"a.tar": "empty"}, {"a.tar": "malformed"})
