"""Reads what other systems send: files of strangers in, clean rows out.  Stores nothing."""
