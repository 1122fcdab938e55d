"""The binding uses up nothing that Python has one of, and reads no sources."""

import importlib
import linecache
import sys

import pytest
from PySide6.QtCore import QObject, Signal


class _Thing(QObject):
    told = Signal(bool)


@pytest.mark.parametrize("one", [None, True, False, NotImplemented, ...], ids=repr)
def test_many_calls_leave_it_in_plenty(qapp, one) -> None:
    thing = _Thing()
    thing.told.connect(thing.isWidgetType)
    for _ in range(20_000):
        thing.setObjectName("x")
        thing.told.emit(False)
        thing.told.emit(True)
    assert sys.getrefcount(one) > 1_000_000


def test_text_and_numbers_keep_the_count_they_had(qapp) -> None:
    thing = _Thing()
    text, number = "a name ".strip() + "!", 123_456_789
    before = sys.getrefcount(text), sys.getrefcount(number)
    for _ in range(1_000):
        thing.setObjectName(text)
        thing.setProperty("number", number)
        thing.property("number")
    assert (sys.getrefcount(text), sys.getrefcount(number)) == before


def test_no_source_is_read_for_an_import(qapp, tmp_path, monkeypatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    source = tmp_path / "never_read_by_the_binding.py"
    source.write_text("HERE = 1\n", encoding="utf-8")
    assert importlib.import_module(source.stem).HERE == 1
    exec(f"import {source.stem}", {})
    assert str(source) not in linecache.cache
