"""SpreadsheetML packages: what a reader of an xlsx sees."""
