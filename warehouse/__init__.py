"""Reports become a DuckDB warehouse: schema, identity of programmes and measures, bulk loads, publishing.

For the pipeline (everything else here is behind these names)::

    from warehouse.publish import Publication          # one run on a private copy, published by one atomic rename
    from warehouse.load import DocumentVersion, Loader
    from warehouse.bookkeeping import PathSeen, known, record_attempt, record_paths, finish_run, start_run

    with Publication(warehouse_path) as con:           # raises warehouse.publish.Busy (one clear line) when another run holds the lock
        seen = known(con)                              # .paths: location -> KnownPath(size, mtime_ns, sha256, …); .documents: sha256 -> KnownDocument(status, versions …)
        run_id = start_run(con, folder=..., version=...)
        with Loader(con, run_id) as loader:            # buffers files and loads many in one Arrow batch; flushes at its end
            loader.add(DocumentVersion(sha256=..., file="a/b.docx", format="docx", pages=2, size=..., extractor_version=..., normalizer_version=...), normalized)
            loader.add(DocumentVersion(..., ), Normalized("quarantined"), error="…", code="encrypted", kind="person")
        record_paths(con, run_id, [PathSeen(location="/abs/a/b.docx", file="a/b.docx", size=..., mtime_ns=..., sha256=...)], root="/abs")
        finish_run(con, run_id, files_seen=..., files_loaded=..., files_unchanged=..., files_quarantined=...)   # identity, pointers, derived tables
    # leaving the block normally publishes; an exception (Ctrl-C too) leaves the old warehouse whole

``location`` is the absolute path (a container's member: ``/abs/archive.zip/member.docx`` with ``container="/abs/archive.zip"``), so equal relative
paths of two folders are two paths. Every file of the folder is given to ``record_paths``, the unchanged ones too. Reading: ``warehouse.reading.open_warehouse``.
A container's members are given to ``record_paths`` in every run too: those of a container seen without them are taken for gone.

For the command line: ``warehouse.reading.open_warehouse`` and ``ask`` (one question, read-only), ``queries.catalogue`` (shipped questions),
``queries.export`` (formats), ``queries.reading`` (status, summary, findings, explain).
"""
