"""The command ``zvit``, also as ``python -m zvit``. It stands apart from ``zvit.cli`` so that Ctrl-C is understood from the first import on."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Import the command line and run it."""
    try:
        from zvit.cli import main as command

        command()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
