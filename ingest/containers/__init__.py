"""One module per kind of container (archive, letter, signed envelope). A module here that defines ``CONTAINERS`` is found by ``ingest.reading``."""
