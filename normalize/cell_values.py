"""The typed content of a cell."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.numbers import Number, Wrap
from normalize.parts import Kind, Part
from normalize.units import Unit


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's content, typed.

    ``number`` is the cell's one amount (signed), None where there is none or where ``parts`` hold several without a sum of them.
    ``unit`` stands inside the cell and beats the header's. ``negative``: a minus or accounting brackets; ``ambiguous_minus``: the dash may be a bullet.
    ``repaired``: our reading mended something, ``note`` says what, as ``repaired_value`` tells it. ``candidates``: possible readings of an unreadable cell.
    ``percent``: a percent sign stood behind the number. ``remark``: what else the cell says. ``note_number``: a NOTE or a number with foreign words
    («5 автомобілів») keeps its number in ``number`` for indicator columns; amounts must look at ``kind`` first. ``wrap``: the number goes over
    lines of its cell, and how certain that is. ``undefined``: a spreadsheet's division by nothing.
    """

    kind: Kind
    number: Number | None = None
    unit: Unit | None = None
    parts: tuple[Part, ...] = ()
    negative: bool = False
    ambiguous_minus: bool = False
    repaired: bool = False
    note: str | None = None
    remark: str | None = None
    percent: bool = False
    candidates: tuple[Number, ...] = ()
    wrap: Wrap | None = None
    undefined: bool = False
