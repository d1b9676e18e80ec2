"""Questions to the warehouse: one SQL file each, found by name; their answers as tables and files; small readings for the command line."""
