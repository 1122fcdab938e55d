"""Thousands of Qt calls do not use up None."""

import sys

from PySide6.QtCore import QObject


def test_many_void_calls_leave_none_in_plenty(qapp) -> None:
    thing = QObject()
    for _ in range(20_000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > 1_000_000
