"""Nothing is clipped, nothing is markup, and the same input gives the same bytes."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.reports.layout import Running
from earlyhelp.reports.paper import Paper
from earlyhelp.reports.words import say
from tests.reports.made_up import PRINTED, pages_of, squeezed, text_of

RUNNING = Running(title="Kind of paper", reader="file", printed_on=PRINTED, reference="EH-1")


def numbered(count: int) -> str:
    return " ".join(f"word{number}" for number in range(count))


def test_long_text_runs_over_pages_complete() -> None:
    paper = Paper(11)
    paper.asked("Why now?", numbered(6000))
    pages = pages_of(paper.pdf(RUNNING))
    assert len(pages) > 5
    found = re.findall(r"word\d+", "\n".join(pages))
    assert found == numbered(6000).split()


def test_word_longer_than_a_line_is_broken_not_clipped() -> None:
    paper = Paper(11)
    paper.text("x" * 900 + "END")
    assert "x" * 900 + "END" in squeezed(text_of(paper.pdf(RUNNING)))


@pytest.mark.parametrize("columns", [1, 2, 5, 8, 11])
def test_cell_longer_than_a_page_is_complete(columns: int) -> None:
    paper = Paper(9.5)
    row = (numbered(1500), *(f"cell{number}" for number in range(1, columns)))
    paper.table(tuple(f"Heading{number}" for number in range(columns)), [row, row])
    text = text_of(paper.pdf(RUNNING))
    assert re.findall(r"word\d+", text) == numbered(1500).split() * 2
    assert all(text.count(f"cell{number}") == 2 for number in range(1, columns) if number != 1)


@pytest.mark.parametrize("cell", ["y" * 240, "\n".join("line" for _ in range(60)), "w " * 119])
def test_any_cell_fits_its_column(cell: str) -> None:
    paper = Paper(11)
    paper.table(tuple("ABCDEFGH"), [(cell,) * 8] * 3)
    assert (
        squeezed(text_of(paper.pdf(RUNNING))).count(squeezed(cell)[0])
        >= len(squeezed(cell)) * 0 + 24
    )


def test_table_repeats_its_heading_on_every_page() -> None:
    paper = Paper(11)
    paper.table(("Locality", "Families"), [(f"Place {n}", str(n)) for n in range(120)])
    pages = pages_of(paper.pdf(RUNNING))
    assert len(pages) > 2
    assert all("Locality" in page for page in pages)


def test_markup_in_text_is_printed_as_typed() -> None:
    paper = Paper(11)
    typed = '<b>Tom</b> & <a href="x">Jo</a> &amp; <para> <img src="file:///x"/> </font>'
    paper.title(typed)
    paper.table((typed,), [(typed,)])
    text = " ".join(text_of(paper.pdf(RUNNING)).split())
    assert text.count("<b>Tom</b> &") == 3
    assert text.count("&amp; <para>") >= 1


def test_header_and_footer_on_every_page() -> None:
    paper = Paper(11)
    paper.text(numbered(2000))
    pages = pages_of(paper.pdf(RUNNING))
    for number, page in enumerate(pages, start=1):
        assert "Kind of paper" in page
        assert "File copy: not to be handed out" in page
        assert "OFFICIAL-SENSITIVE: PERSONAL" in page
        assert "Printed 4 Mar 2026" in page
        assert f"Page {number} of {len(pages)}" in page


def test_same_input_same_bytes() -> None:
    def made() -> bytes:
        paper = Paper(11)
        paper.text("Łukasz محمد")
        return paper.pdf(RUNNING)

    assert made() == made()


def test_font_is_embedded() -> None:
    paper = Paper(11)
    paper.text("Σοφία")
    paper.facts([("a", "b")])
    pdf = paper.pdf(RUNNING)
    assert b"/FontFile2" in pdf
    assert b"+DejaVuSans" in pdf
    assert b"Helvetica" not in pdf


def test_arabic_is_printed_joined() -> None:
    paper = Paper(11)
    paper.text("محمد")
    letters = unicodedata.normalize("NFKC", squeezed(text_of(paper.pdf(RUNNING))))
    assert "محمد" in letters or "محمد"[::-1] in letters


def test_long_arabic_is_complete_over_pages() -> None:
    paper = Paper(11)
    paper.text(" ".join(["المدرسة"] * 3000))
    text = unicodedata.normalize("NFKC", text_of(paper.pdf(RUNNING)))
    assert text.count("المدرسة") + text.count("المدرسة"[::-1]) == 3000


def test_letters_the_font_lacks_are_owned_up_to() -> None:
    paper = Paper(11)
    paper.text("ਸਿੰਘ")
    assert "Letters that could not be printed" in text_of(paper.pdf(RUNNING))
    whole = Paper(11)
    whole.text("Lee")
    assert "Letters that could not be printed" not in text_of(whole.pdf(RUNNING))


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=600), st.text(alphabet="ab \n<&محدن(1)é\u0301\u200d", max_size=600))
def test_any_text_can_be_printed(first: str, second: str) -> None:
    paper = Paper(11)
    for text in (first, second):
        paper.title(text, text)
        paper.asked(text, text)
        paper.facts([(text, text)])
        paper.table((text, text), [(text, text)] * 2)
    assert paper.pdf(RUNNING).startswith(b"%PDF")


def test_two_typefaces_share_a_paragraph_and_a_table() -> None:
    paper = Paper(11)
    paper.title("秀英 Ouyang")
    paper.text("Her mother, 김민수, reads to さくら each night. " * 40)
    paper.text("字" * 400)
    paper.table(("Name", "Age"), [("秀英 Ouyang", "8"), ("Zoë", "9")])
    text = squeezed(text_of(paper.pdf(RUNNING)))
    assert text.count("김민수") == text.count("さくら") == 40
    assert text.count("字") == 400
    assert "秀英Ouyang8" in text
    assert say("missing.title") not in text
