"""Breaks the rules of access in every way a tool can think of: `python -m tests.mutation`."""
