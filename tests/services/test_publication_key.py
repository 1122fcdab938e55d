"""Figures are published only under the key information governance holds."""

from datetime import date

import pytest

from earlyhelp.errors import Refused
from earlyhelp.keys.identity import Identity
from earlyhelp.messages.figures import PublishFigures

YEAR = PublishFigures(from_on=date(2026, 1, 1), to_on=date(2026, 11, 1), preset="dfe")


def test_another_key_in_its_place_is_noticed_before_anything_is_counted(door, monkeypatch):
    ira = door("ira")
    assert not ira.dispatch(YEAR).finished  # the twin: with the right one it begins
    monkeypatch.setitem(ira.context.vault.facts, "publication", Identity.new().public)
    with pytest.raises(Refused) as told:
        ira.dispatch(YEAR)
    assert told.value.key == "figures.key.altered"
