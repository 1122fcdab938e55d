"""What the sign-in page says of a store before anybody signs in."""

import json

import pytest

from ui.store_face import face_of, notes_of
from ui.views.sign_in import SignInView
from ui.wording import say


def lay(folder, *kinds):
    folder.mkdir(exist_ok=True)
    slots = [{"kind": kind, "account": "made.up"} for kind in kinds]
    header = {"vault": "abc", "slots": slots, "mac": ""}
    (folder / "store.ehdh").write_text(json.dumps(header))
    return folder


@pytest.mark.parametrize(
    ("kinds", "demo", "said"),
    [
        (("pp+file", "pp"), False, ["signin.passphrase_alone"]),
        (("pp+file", "pp+device"), False, []),
        (("pp",), True, []),
    ],
)
def test_a_passphrase_alone_is_said(tmp_path, kinds, demo, said):
    assert notes_of(lay(tmp_path / "store", *kinds), demo=demo) == [say(key) for key in said]


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[]", b'{"vault": 3}'])
def test_a_spoiled_header_says_nothing_here(tmp_path, raw):
    (tmp_path / "store.ehdh").write_bytes(raw)
    assert face_of(tmp_path).vault == ""
    assert notes_of(tmp_path, demo=False) == []
    lay(tmp_path, "pp")
    assert face_of(tmp_path).vault == "abc"


def test_the_page_shows_the_notes(qtbot, dressed):
    view = SignInView("store", (), ["Said here."])
    qtbot.addWidget(view)
    assert "Said here." in [part.text() for part in view.findChildren(type(view._caps))]
