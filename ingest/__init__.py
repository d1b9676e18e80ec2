"""A file becomes a Document: what stands where on the paper, and nothing of what it means."""
