"""What every container is held to: which member names are safe, which are junk, and how many bytes may come out."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.reading import Limits, Refused

#: Below this many bytes unpacked no ratio is harmful.
RATIO_FLOOR = 1024**2

_JUNK_FOLDERS = frozenset({"__macosx", ".git", ".svn", "$recycle.bin"})
_JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db"})
_JUNK_PREFIXES = ("~$", "._", ".~lock.")
_DRIVE = re.compile(r"^[A-Za-z]:")


def is_junk(name: str) -> bool:
    """Whether a path names something that an operating or office program left behind and no person meant as content."""
    folders, _, base = name.replace("\\", "/").lower().rpartition("/")
    return base in _JUNK_NAMES or base.startswith(_JUNK_PREFIXES) or any(part in _JUNK_FOLDERS for part in folders.split("/"))


def safe_path(raw: str) -> str:
    """The member's path with ``/`` between folders. Raises ``Refused("unsafe_member")`` for one that leads out of the archive."""
    name = raw.split("\0", 1)[0].replace("\\", "/")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if name.startswith("/") or _DRIVE.match(name) or ".." in parts or not parts:
        raise Refused("unsafe_member", member=printable(raw))
    return printable("/".join(parts))


def label(raw: str) -> str:
    """How a member that is not read is named in a report: as written, but never empty and never from the root."""
    return printable(raw.replace("\\", "/")).lstrip("/") or "?"


def printable(name: str) -> str:
    """The name with control characters shown as ``�`` and lone surrogates made harmless."""
    shown = "".join("\ufffd" if ord(char) < 32 or 0x7F <= ord(char) < 0xA0 else char for char in name)
    return shown.encode("utf-8", "replace").decode("utf-8")


def refuse_special(mode: int, name: str) -> None:
    """Raises ``Refused("unsafe_member")`` where a Unix mode is that of a link, a device, a pipe or a socket."""
    kind = stat.S_IFMT(mode)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused("unsafe_member", member=printable(name))


class Names:
    """Gives each member of one archive a name of its own: a second ``a.docx`` becomes ``a (2).docx``."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, name: str) -> str:
        """``name``, or ``name`` with a number where it is taken."""
        head, dot, extension = name.rpartition(".")
        stem, suffix = (head, dot + extension) if dot and "/" not in extension else (name, "")
        number, candidate = 1, name
        while candidate in self._taken:
            number += 1
            candidate = f"{stem} ({number}){suffix}"
        self._taken.add(candidate)
        return candidate


@dataclass
class Allowance:
    """How much one archive of ``packed`` bytes may still give: bytes are counted as they come out, never as declared."""

    limits: Limits
    packed: int
    bytes_out: int = 0
    members_out: int = 0

    @property
    def bytes_allowed(self) -> int:
        """The most that may come out of the whole archive."""
        return min(self.limits.unpacked_bytes, max(RATIO_FLOOR, self.limits.unpack_ratio * self.packed))

    def member(self) -> None:
        """Count a member. Raises ``Refused("too_large")`` beyond the limit."""
        self.members_out += 1
        if self.members_out > self.limits.members:
            raise Exhausted(Refused.too_large(self.limits, "members"))

    def collect(self, chunks: Iterable[bytes], packed: int | None = None) -> bytes:
        """All chunks as one.

        Raises ``Refused("bomb")`` where this member (``packed`` bytes in the archive) swells beyond measure,
        and ``Exhausted`` where the archive as a whole does: then nothing more may be read from it.
        """
        most = (
            self.limits.file_bytes if packed is None else min(self.limits.file_bytes, max(RATIO_FLOOR, self.limits.unpack_ratio * packed))
        )
        out: list[bytes] = []
        size = 0
        for chunk in chunks:
            size += len(chunk)
            self.bytes_out += len(chunk)
            if self.bytes_out > self.bytes_allowed:
                raise Exhausted(Refused("bomb", limit=str(self.bytes_allowed)))
            if size > most:
                raise Refused("bomb", limit=str(most))
            out.append(chunk)
        return b"".join(out)


class Exhausted(Exception):
    """The archive as a whole broke a limit; ``refused`` is the reason to report for the archive itself."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused)
        self.refused = refused
