"""The parts of a Word package and how they refer to each other."""

from __future__ import annotations

from ingest.ooxml import main_part, relations
from ingest.package import Node, Package
from ingest.reading import Refused

_MAIN = (
    "wordprocessingml.document.main",
    "wordprocessingml.template.main",
    "ms-word.document.macroEnabled",
    "ms-word.template.macroEnabled",
)


def text_part(package: Package) -> str:
    """The name of the part that holds the text. Raises ``Refused("malformed")`` where none is declared."""
    found = main_part(package, "word/document.xml")
    if found is not None:
        return found
    types = package.optional_xml("[Content_Types].xml")
    for override in types if types is not None else ():
        if any(main in override.get("ContentType", "") for main in _MAIN):
            return str(override.get("PartName", "")).lstrip("/")
    raise Refused("malformed", why="no document part")


class Parts:
    """The main part's root and its neighbours, each parsed when asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = text_part(package)
        self._relations = relations(package, self.main)
        self.root: Node = package.xml(self.main)

    def neighbour(self, kind: str) -> Node | None:
        """The root of the main part's first neighbour of a kind (``styles``, ``footnotes`` …)."""
        for found, target in self._relations.values():
            if found == kind and target in self.package:
                return self.package.xml(target)
        return None

    def related(self, relation: str) -> str | None:
        """The part that a relation of the main part leads to, where it is in the package."""
        target = self._relations.get(relation, ("", ""))[1]
        return target if target in self.package else None
