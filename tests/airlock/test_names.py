"""Sixty hostile names: what is shown is harmless, short, and still tells the type."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from earlyhelp.airlock.names import LONGEST, display_name

HOSTILE = [
    "../../etc/passwd.pdf", "..\\..\\Windows\\win.ini.pdf", "/etc/shadow.pdf", "C:\\a.pdf", "C:a.pdf",
    "\\\\server\\share\\a.pdf", "//server/share/a.pdf", "a/../b.pdf", "....//a.pdf", "~/a.pdf",
    "file:///a.pdf", "a.pdf::$DATA", "a.pdf:stream.exe", ":a.pdf", "CON.pdf",
    "con", "PRN.txt", "aux.pdf", "NUL", "nul.tar.pdf",
    "COM1.pdf", "com9.txt", "LPT1.pdf", "lpt¹.pdf", "CONIN$.pdf",
    "a\0b.pdf", "a\nb.pdf", "a\r\nSet-Cookie: x.pdf", "a\tb.pdf", "a\x1b[31mb.pdf",
    "annex\u202efdp.exe", "\u2066a\u2069.pdf", "a\u200bb.pdf", "a\ufeffb.pdf", "a\u00adb.pdf",
    "a\u2028b.pdf", "a\u00a0b.pdf", "a\u3000b.pdf", "\u2024\u2024\u2215a.pdf", "a\uff0fb.pdf",
    "a\uff3cb.pdf", "a\uff1ab.pdf", "．．／a.pdf", "a.pdf.", "a.pdf ",
    "a.pdf. . .", " .pdf", ".pdf", "..", ".",
    "", " ", 'a<b>c|d?e*f".pdf', "%2e%2e%2fa.pdf", "a" * 400 + ".pdf",
    "é" * 300 + ".pdf", "a." + "x" * 300, "-rf.pdf", "$(id).pdf", "a\ud800b.pdf",
]  # fmt: skip
RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"}
RESERVED |= {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}


def test_there_are_sixty():
    assert len(set(HOSTILE)) == 60


@pytest.mark.parametrize("name", HOSTILE, ids=range(60))
def test_a_hostile_name_is_harmless(name):
    shown = display_name(name)
    assert 0 < len(shown) <= LONGEST
    assert shown.isprintable()
    assert shown == shown.strip(" .")
    assert not set(shown) & set('/\\<>:"|?*')
    assert ".." not in shown
    assert PureWindowsPath(shown).name == shown
    assert PurePosixPath(shown).name == shown
    assert shown.split(".")[0].strip().lower() not in RESERVED
    assert display_name(shown) == shown
    shown.encode("utf-8")


def test_an_ordinary_name_stays_as_it_is():
    for name in ("School report, spring 2026.pdf", "Zoë’s plan (v2).docx", "фото.jpg", "a-b_c.eml"):
        assert display_name(name) == name


def test_the_ending_stays_when_the_name_is_cut():
    assert display_name("a" * 400 + ".pdf").endswith("a.pdf")
    assert display_name("annex\u202efdp.exe").endswith(".exe")
