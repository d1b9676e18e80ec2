"""WordprocessingML: what a reader of a docx sees, by a walk of its parts below any object layer."""
