"""One module per file format. A module here that defines ``FORMATS`` is found by ``ingest.reading``; nothing else lists it."""
