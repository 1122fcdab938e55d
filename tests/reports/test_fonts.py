"""The shipped typeface draws the names families have, and owns up to what it cannot draw."""

import pytest

from earlyhelp.reports.fonts import missing_glyphs, printable
from earlyhelp.settings import resource


@pytest.mark.parametrize(
    "name",
    ["Łukasz", "Şükrü", "Zażółć", "Σοφία", "Жанна", "محمد", "ٹھیک", "شہزاد", "Nguyễn", "O’Neill"],
)
def test_names_can_be_drawn(name: str) -> None:
    assert missing_glyphs(name) == set()


def test_missing_letters_are_named() -> None:
    assert missing_glyphs("Ana 李 Singh") == {"李"}


def test_letter_and_loose_accent_are_composed() -> None:
    assert printable("Zoe\u0308") == "Zoë"


def test_unseen_signs_are_dropped_and_lines_kept() -> None:
    assert printable("safe\u202etxt\x00\u200b\nnext") == "safetxt\nnext"


def test_licence_ships_with_the_font() -> None:
    assert "Bitstream" in resource("fonts/LICENSE-DejaVu.txt").read_text(encoding="utf-8")
