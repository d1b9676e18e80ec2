"""Words go into the cells of a page's grids: each word into one cell, a line that runs over borders where it belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.grid import GridCell
from ingest.pdf_glued import part
from ingest.pdf_place import Ink
from ingest.pdf_sheets import Sheet, home_of

# A word that stands out of its cell by more than this share of its size overhangs.
_OVERHANG = 0.35
# A line that goes on with the one above it begins below it, or shares its middle (points); below a border there is always this white (of the size).
_BELOW, _TIGHT = 0.5, 0.15
_FIGURE = re.compile(r"[-–−]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")


def place_words(inks: Sequence[Ink], sheets: list[Sheet]) -> list[Ink]:
    """Put words into the cells of the sheets (the smallest first), each into one; the words that stand in none of them."""
    loose: list[Ink] = []
    before: list[Ink] = []
    spilt: tuple[Sheet, GridCell] | None = None
    for chain in _chains([piece for ink in inks for piece in _parted(ink, sheets)]):
        home = _overflown(chain, before, sheets)
        if (below := _spilt(chain, before, spilt, sheets)) is not None:
            below[0].inks[below[1].row, below[1].column] += chain
            spilt, before = below, chain
            continue
        spilt = None
        if home is not None:
            home[0].inks[home[1].row, home[1].column] += chain
        else:
            loose += _put_chain(chain, sheets)
            before = chain
    return loose


def _chains(inks: Sequence[Ink]) -> list[list[Ink]]:
    """Words that one drawing command writes one after the other; in the order of drawing."""
    chains: list[list[Ink]] = []
    for ink in inks:
        last = chains[-1][-1] if chains else None
        if last is not None and last.command == ink.command and ink.turn == last.turn == 0 and 0 <= ink.u0 - last.u1 < 0.6 * ink.size:
            chains[-1].append(ink)
        else:
            chains.append([ink])
    return chains


def _overflown(chain: list[Ink], before: list[Ink], sheets: list[Sheet]) -> tuple[Sheet, GridCell] | None:
    """The cell of the line drawn just before, where this one is its next line and had no room above the cell's lower border."""
    first, size = chain[0], chain[0].size
    if not _is_next(chain, before) or (home := home_of(first, sheets)) is None or first.box.y0 - home[1].box.y0 > _TIGHT * size:
        return None
    above = home_of(before[0], sheets)
    return above if above is not None and above[0] is home[0] and above[1] is not home[1] and above[0].grid.ruled else None


def _is_next(chain: list[Ink], before: list[Ink]) -> bool:
    """Whether a line is drawn right after another, right below it, and begins where it does or shares its middle."""
    if not before or before[0].turn or chain[0].turn or chain[0].command - before[-1].command not in (0, 1):
        return False
    first, size = chain[0], chain[0].size
    middles = (before[0].u0 + before[-1].u1 - first.u0 - chain[-1].u1) / 2
    return 0.9 * size < first.base - before[0].base < 1.35 * size and min(abs(before[0].u0 - first.u0), abs(middles)) < _BELOW


def _spilt(chain: list[Ink], before: list[Ink], spilt: tuple[Sheet, GridCell] | None, sheets: list[Sheet]) -> tuple[Sheet, GridCell] | None:
    """The cell of a table's last row whose text goes on in small letters below the last line that the page drew of the table (a merged cell, cut by the page's end)."""
    if not chain[0].text[:1].islower() or not _is_next(chain, before) or home_of(chain[0], sheets) is not None:
        return None
    above = spilt or home_of(before[0], sheets)
    if above is None or not above[0].grid.ruled or above[1].row + above[1].row_span < len(above[0].grid.row_edges) - 1:
        return None
    return above


def _put_chain(chain: list[Ink], sheets: list[Sheet]) -> list[Ink]:
    """Text that runs on over its cell's border, as spreadsheets let it, stays together where the cells it runs over are empty."""
    if len(chain) == 1:
        return _put(chain[0], sheets)
    homes = [home_of(ink, sheets) for ink in chain]
    first = homes[0]
    if first is None or all(home is not None and home[1] is first[1] for home in homes):
        return [rest for ink in chain for rest in _put(ink, sheets)]
    if homes[-1] is not None and _FIGURE.fullmatch(" ".join(ink.text for ink in chain)):
        # A figure wider than its cell runs over the border at its left: it stands where it ends.
        sheet, cell = homes[-1]
        sheet.inks[cell.row, cell.column] += chain
        return []
    sheet, cell = first
    starts_here = chain[0].u0 - cell.box.x0 < chain[0].size
    others = [home for home in homes if home is not None and home[1] is not cell]
    if not starts_here or any(held for s, c in others for held in s.inks.get((c.row, c.column), [])):
        sheet.overhung |= {(c.row, c.column) for s, c in [first, *others] if s is sheet}
        return [rest for ink in chain for rest in _put(ink, sheets)]
    sheet.inks[cell.row, cell.column] += chain
    sheet.overhung |= {(c.row, c.column) for s, c in [first, *others] if s is sheet}
    return []


def overprinted(inks: list[Ink]) -> bool:
    """Do words stand on each other? Then lines of a neighbour reach into the cell."""
    if len(inks) < 2:
        return False
    upright = sorted((ink for ink in inks if ink.turn == 0), key=lambda i: i.u0)
    return any(
        b.u0 < a.u1 - 0.5 * a.size and abs(a.base - b.base) < 0.6 * min(a.size, b.size) and b.size > 0.8 * a.size
        for a, b in zip(upright, upright[1:], strict=False)
    )


def _put(ink: Ink, sheets: list[Sheet]) -> list[Ink]:
    """Put the word into its cell; what stands in no grid comes back."""
    home = home_of(ink, sheets)
    if home is None:
        return [ink]
    sheet, cell = home
    sheet.inks[cell.row, cell.column].append(ink)
    slack = _OVERHANG * ink.size
    if ink.box.x0 < cell.box.x0 - slack or ink.box.x1 > cell.box.x1 + slack:
        sheet.overhung.add((cell.row, cell.column))
    return []


def _parted(ink: Ink, sheets: list[Sheet]) -> list[Ink]:
    """Words of two cells that touch over the border: parted where another drawing command begins at the border."""
    if ink.turn or not ink.cuts or (home := home_of(ink, sheets)) is None:
        return [ink]
    box = home[1].box
    for index, _, u, command in ink.cuts:
        if 0 < index < len(ink.text) and min(abs(u - box.x0), abs(u - box.x1)) <= 0.45 * ink.size:
            left = replace(part(ink, 0, index, ink.u0, u), spaced=False, hyphen=False)
            right = replace(part(ink, index, len(ink.text), u, ink.u1), command=command)
            return [*_parted(left, sheets), *_parted(right, sheets)]
    return [ink]
