"""How the parts of an Office Open XML package refer to each other."""

from __future__ import annotations

import posixpath

from ingest.package import Package


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (kind, target part) of ``part`` ("" for the package itself); a target outside the package is left out."""
    folder, name = posixpath.split(part)
    root = package.optional_xml(posixpath.join(folder, "_rels", name + ".rels"))
    found: dict[str, tuple[str, str]] = {}
    for relation in root if root is not None else ():
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External" or not target:
            continue
        path = target if target.startswith("/") else posixpath.join(folder, target)
        found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], posixpath.normpath(path).lstrip("/"))
    return found


def main_part(package: Package, fallback: str) -> str | None:
    """The part that the package calls its document; ``fallback`` where that is there instead; None without either."""
    for kind, target in relations(package, "").values():
        if kind == "officeDocument" and target in package:
            return target
    return fallback if fallback in package else None
