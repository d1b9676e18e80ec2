"""The command line and the pipeline that ties ingest, normalize, warehouse and queries together; no domain knowledge."""

__version__ = "0.1.0"
