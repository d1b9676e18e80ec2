"""A Document becomes reports and findings: the meaning of headers, rows, dashes and sums. Pure functions, no I/O."""
