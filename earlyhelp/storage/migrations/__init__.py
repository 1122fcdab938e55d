"""The history of the store's structure: forward only, one revision a file."""
