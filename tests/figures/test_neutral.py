"""Formula injection: a corpus of forty dangerous strings, and the harmless ones left alone."""

import csv
import io

import pytest
from openpyxl import load_workbook

from earlyhelp.airlock.neutral import neutral
from earlyhelp.figures.export import csv_bytes, xlsx_bytes

DANGEROUS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid","x")',
    '=WEBSERVICE("http://example.invalid")',
    "=IMPORTXML(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "\tharmless",
    "\rharmless",
    "\nharmless",
    "\0harmless",
    " =1+1",
    "   =1+1",
    "\xa0=1+1",
    "\u2003=1+1",
    "\u3000=1+1",
    " \t=1+1",
    "\ufeff=1+1",
    "\ufeff\ufeff+1",
    "\u200b=1+1",
    "\u200c-1",
    "\u200d@x",
    "\u2060=1+1",
    "\u202e=1+1",
    "\u00ad=1+1",
    "\u200b \u200b=1+1",
    "\x01=1+1",
    "\x1f@x",
    "\x7f=1+1",
    "\u2028=1+1",
    "\ufe0f=1+1",
    "\u3164=1+1",
    "\u2800=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "﹦1+1",
    "﹣1",
    "−1+1",
    "\u200b＝1+1",
    "=1+1,=2+2",
    '="quoted"',
    "=1;=2",
]
HARMLESS = [
    "",
    "Tom",
    "0–4",
    "a=b",
    "'=1+1",
    "1-2",
    "  two",
    "5@x",
    "Ünal",
    "(=1)",
    "#REF!",
    "\u200b",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_dangerous_text_gets_an_apostrophe_and_stays_readable(text):
    assert neutral(text) == "'" + text
    assert neutral(neutral(text)) == neutral(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_is_left_alone(text):
    assert neutral(text) == text


def test_the_corpus_is_as_large_as_promised():
    assert len(set(DANGEROUS)) >= 40


def test_csv_holds_the_neutral_text_and_plain_numbers():
    written = csv_bytes([[text, 5] for text in DANGEROUS])
    assert written.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert read == [["'" + text, "5"] for text in DANGEROUS]
    assert b'",5\r\n' in written


def test_csv_survives_quotes_commas_and_line_ends():
    awkward = ['say "hi"', "a,b", "line\r\nend", "semi;colon"]
    written = csv_bytes([list(awkward)]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written, newline=""))) == [awkward]


def test_xlsx_holds_text_as_text_and_numbers_as_numbers():
    written = xlsx_bytes({"s": [[text, 5] for text in DANGEROUS]})
    sheet = load_workbook(io.BytesIO(written))["s"]
    rows = list(sheet.iter_rows())
    assert len(rows) == len(DANGEROUS)
    assert {text.data_type for text, _ in rows} == {"s"}
    assert {(number.data_type, number.value) for _, number in rows} == {("n", 5)}
    assert rows[0][0].value == "=1+1"


def test_negative_control_openpyxl_left_alone_would_store_a_formula():
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "=1+1"
    assert book.active["A1"].data_type == "f"
