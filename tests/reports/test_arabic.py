"""Arabic letters join and right-to-left lines are put in printing order."""

import unicodedata

from earlyhelp.reports.arabic import direction, in_printing_order, joined


def test_name_is_joined() -> None:
    assert joined("محمد") == "\ufee3\ufea4\ufee4\ufeaa"


def test_latin_is_left_alone() -> None:
    assert joined("Łukasz") == "Łukasz"


def test_right_joining_letter_does_not_join_on() -> None:
    assert joined("دار") == "\ufea9\ufe8d\ufead"


def test_lam_and_alef_are_tied() -> None:
    assert joined("لا") == "\ufefb"
    assert joined("سلام") == "\ufeb3\ufefc\ufee1"


def test_marks_do_not_break_the_join() -> None:
    bare = joined("مُحَمَّد")
    assert "".join(m for m in bare if unicodedata.category(m) != "Mn") == joined("محمد")


def test_joined_text_means_the_same_letters() -> None:
    words = "أحب المدرسة وألعب كرة القدم"
    assert unicodedata.normalize("NFKC", joined(words)) == words


def test_rtl_line_is_reversed_but_not_its_numbers_and_latin_words() -> None:
    assert in_printing_order("אבג Omar Ali 42", "rtl") == "Omar Ali 42 גבא"


def test_rtl_name_inside_english_is_reversed_in_place() -> None:
    assert in_printing_order("He is אבג aged 7", "ltr") == "He is גבא aged 7"


def test_brackets_are_mirrored() -> None:
    assert in_printing_order("אב (גד)", "rtl") == "(דג) בא"


def test_english_is_untouched() -> None:
    assert in_printing_order("Plain (words), 10:30", "ltr") == "Plain (words), 10:30"


def test_direction_is_that_of_the_first_letter() -> None:
    assert direction("1. محمد") == "rtl"
    assert direction("1. Omar محمد") == "ltr"
    assert direction("123") == "ltr"
