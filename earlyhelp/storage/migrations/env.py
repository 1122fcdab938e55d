"""Alembic asks for this file; the house runs migrations through storage.migrate."""
