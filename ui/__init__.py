"""The window: PySide6 views and plain presenters.  Knows no SQLAlchemy and holds no key."""
