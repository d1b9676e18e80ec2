"""``python -m zvit`` is the command ``zvit``."""

from zvit.cli import main

if __name__ == "__main__":
    main()
