"""Packages for partners: one encrypted, signed file, opened without this program.  Knows no store."""
