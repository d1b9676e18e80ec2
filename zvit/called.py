"""How the user calls this program: what is told to be typed next has to work as it is printed."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

NAME = "zvit"


def called() -> str:
    """``zvit`` where the shell finds this very program by its name; else the path that it was started by, as ``.venv/bin/zvit``."""
    started, found = sys.argv[0], shutil.which(NAME)
    if Path(started).name != NAME or (found and Path(started).exists() and Path(found).samefile(started)):
        return NAME
    return shlex.quote(started)
