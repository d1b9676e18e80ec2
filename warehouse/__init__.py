"""Reports become a DuckDB warehouse: schema, identity of programmes and measures, bulk loads, publishing."""
