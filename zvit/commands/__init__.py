"""One module per command of ``zvit``: its help, its options, and what it does with the stages behind it."""
