"""The shipped typeface draws the names families have, and owns up to what it cannot draw."""

import pytest

from earlyhelp.reports.fonts import BOLD, EAST_ASIAN, REGULAR, missing_glyphs, printable, runs
from earlyhelp.settings import resource


@pytest.mark.parametrize(
    "name",
    ["Łukasz", "Şükrü", "Zażółć", "Σοφία", "Жанна", "محمد", "ٹھیک", "شہزاد", "Nguyễn", "O’Neill"],
)
def test_names_can_be_drawn(name: str) -> None:
    assert missing_glyphs(name) == set()


@pytest.mark.parametrize("name", ["秀英", "さくら", "タナカ", "김민수"])
def test_east_asian_names_are_drawn_by_the_second_typeface(name: str) -> None:
    assert missing_glyphs(name) == set()
    assert runs(f"{name} Made-up", BOLD) == [(EAST_ASIAN, name), (BOLD, " Made-up")]


def test_a_text_the_first_typeface_draws_is_one_piece() -> None:
    assert runs("Zażółć Жанна", REGULAR) == [(REGULAR, "Zażółć Жанна")]


def test_missing_letters_are_named() -> None:
    assert missing_glyphs("Ana 李 ਸਿੰਘ") == set("ਸਿੰਘ")


def test_letter_and_loose_accent_are_composed() -> None:
    assert printable("Zoe\u0308") == "Zoë"


def test_unseen_signs_are_dropped_and_lines_kept() -> None:
    assert printable("safe\u202etxt\x00\u200b\nnext") == "safetxt\nnext"


def test_licence_ships_with_the_font() -> None:
    assert "Bitstream" in resource("fonts/LICENSE-DejaVu.txt").read_text(encoding="utf-8")
    second = resource("fonts/LICENSE-WenQuanYi.txt").read_text(encoding="utf-8")
    assert "Apache License" in second
