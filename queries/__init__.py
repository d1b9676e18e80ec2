"""Questions to the warehouse: one SQL file each, found by ``queries.catalogue``."""
