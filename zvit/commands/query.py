"""Placeholder."""

from zvit.config import Settings

HELP = ""
EXAMPLES = ()


def query(settings: Settings) -> None:
    """."""
