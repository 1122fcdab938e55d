"""The way in for files of strangers: type, structure, size and content are looked at before use."""
