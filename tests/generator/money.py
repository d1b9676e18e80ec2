"""How a number is printed and what it then stands for: units, decimals, grouping, dashes, percents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

FACTOR = {"тис": Decimal(1000), "грн": Decimal(1), "млн": Decimal(1_000_000)}
KOPIYKA = Decimal("0.01")


@dataclass(frozen=True)
class Shown:
    """A cell of an amount: what is printed and what a careful reader types from it (state, hryvnias)."""

    text: str
    state: str
    uah: Decimal | None = None
    number: str = ""
    """The number alone as printed, without unit or bullet: what has to be found in the cell."""


@dataclass(frozen=True)
class MoneyStyle:
    """One report's way of writing sums. ``trim`` mixes one, two and three decimals by dropping zeros."""

    unit: str = "тис"
    decimals: int = 1
    trim: bool = False
    grouping: str = ""
    point: str = ","
    dash: str = "-"
    nothing: str = "dash"
    """How an unfunded *actual* is printed: dash, zero, blank, words."""
    unneeded: str = "dash"
    """How a plan of nothing is printed: dash, zero, words."""
    words: str = "не передбачено"
    actual_words: str = "кошти не виділялись"
    later: str = "dash"
    """How an actual that is not due is printed: dash or blank."""
    suffix: str = ""
    """A unit after each number («тис. грн»), where the header gives none."""

    @property
    def quantum(self) -> Decimal:
        """The smallest sum this style can print, in hryvnias."""
        return max(FACTOR[self.unit].scaleb(-self.decimals), KOPIYKA)

    def number(self, uah: Decimal, decimals: int | None = None) -> str:
        """Digits only: grouped, with the point, decimals as the style has them."""
        places = self.decimals if decimals is None else decimals
        value = (uah / FACTOR[self.unit]).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        whole, _, part = f"{abs(value):f}".partition(".")
        if self.trim:
            part = part.rstrip("0")
        if self.grouping and len(whole) > 3:
            whole = f"{int(whole):,}".replace(",", self.grouping)
        return ("-" if value < 0 else "") + whole + (self.point + part if part else "")

    def value(self, uah: Decimal, decimals: int | None = None) -> Shown:
        """A printed sum; the truth is what the print says, not what was drawn."""
        places = self.decimals if decimals is None else decimals
        printed = (uah / FACTOR[self.unit]).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) * FACTOR[self.unit]
        number = self.number(uah, decimals)
        return Shown(number + self.suffix, "value", printed.quantize(KOPIYKA), number)


@dataclass(frozen=True)
class PercentStyle:
    """How percents are printed: decimals, rounded or cut off, the sign."""

    decimals: int = 1
    cut: bool = False
    sign: str = "%"
    trim: bool = False
    nothing: str = "dash"
    """The percent of an unfunded measure: dash, zero, blank."""

    def text(self, actual: Decimal, planned: Decimal, point: str) -> tuple[str, str]:
        """(as printed, the number it says)"""
        exact = actual * 100 / planned
        value = exact.quantize(Decimal(1).scaleb(-self.decimals), ROUND_DOWN if self.cut else ROUND_HALF_UP)
        digits = f"{value:f}"
        if self.trim and "." in digits:
            digits = digits.rstrip("0").rstrip(".")
        return digits.replace(".", point) + self.sign, digits
