"""OpenDocument: what a reader of an odt or ods sees, by a walk of its XML."""
