"""Placeholder."""

from zvit.config import Settings

HELP = ""
EXAMPLES = ()


def sql(settings: Settings) -> None:
    """."""
