"""Placeholder."""

from zvit.config import Settings

HELP = ""
EXAMPLES = ()


def findings(settings: Settings) -> None:
    """."""
