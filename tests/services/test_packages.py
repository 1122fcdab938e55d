"""Packages for partners: opened by a stand-alone reader, refused for every altered byte, chased until deleted."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from earlyhelp.cli.errors import WrongUse
from earlyhelp.cli.parser import parsed
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.disclosing import ReaderFor, ReleaseOutside
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.sharing import ClosePackage, SharingPage, SharingRegisterPage, TakeReceipt
from earlyhelp.packages import commands, reader
from tests.reports.made_up import squeezed, text_of
from tests.services.founded import MORNING, TODAY, plant
from tests.services.test_papers import written

SECRET = "seven paper boats at dusk"
POLICE = ReaderFor(
    kind="agency", name="PC Hill", agency="Police", basis="safeguarding", why="protect",
    reason="Not safe tonight",
)  # fmt: skip


@pytest.fixture(scope="module")
def sent(door):
    """A package for the police, as released."""
    planted = plant(door)
    assessment_id, _ = written(door, planted)
    door("priya").built().refresh([planted.family_id])
    message = ReleaseOutside(
        family_id=planted.family_id, kind="assessment", subject_id=assessment_id, reader=POLICE,
        passphrase=SECRET, delete_by=TODAY + timedelta(30),
    )  # fmt: skip
    return planted, message, door("priya").dispatch(message)


@pytest.fixture
def there(sent, tmp_path):
    """The package and its passphrase as files at the partner's."""
    package, secret = tmp_path / "in.ehpkg", tmp_path / "secret.txt"
    package.write_bytes(sent[2].package)
    secret.write_text(SECRET + "\n", encoding="utf-8")
    return package, secret


def opened(content, **more):
    return reader.open_package(content, **{"passphrase": SECRET, "today": TODAY} | more)


def refusal(content, **more):
    with pytest.raises(reader.PackageFault) as told:
        opened(content, **more)
    assert told.value.sentence()
    return told.value.key


def overdue(door):
    return {
        row.name: (row.state, row.overdue)
        for row in door("ira").dispatch(SharingRegisterPage()).packages
    }


def chased(door, login, name):
    """Return the line of My work about a package, or None."""
    rows = door(login).dispatch(MyWorkPage()).rows
    return next((row for row in rows if row.kind == "package" and name in row.what), None)


def test_the_recipient_finds_the_paper_and_nothing_is_readable_without_the_key(sent):
    _, _, released = sent
    found = opened(released.package)
    (paper,) = found.files.values()
    assert "Sleepsbadly" in squeezed(text_of(paper))
    assert paper == released.content
    assert found.fingerprint == released.sender
    assert found.manifest["reader"] == "PC Hill"
    for words in (b"Kowalska", b"PC Hill", b"Police", b"%PDF"):
        assert words not in released.package


def test_every_altered_byte_is_refused(sent):
    content = sent[2].package
    places = [*range(0, 700, 23), *range(700, len(content), 997), len(content) - 1]
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 1
        assert refusal(bytes(changed)) in {"altered", "not_a_package", "weak"}, place
    for size in (0, 8, 40, len(content) - 1):
        assert refusal(content[:size]) in {"not_a_package", "altered"}
    assert refusal(content + b"x") == "altered"


@pytest.mark.parametrize(
    ("how", "key"),
    [
        ({"passphrase": "another passphrase altogether"}, "wrong_key"),
        ({"passphrase": ""}, "no_key"),
        ({"today": TODAY + timedelta(31)}, "expired"),
        ({"sender": "0000-0000-0000-0000-0000"}, "sender"),
    ],
)
def test_wrong_passphrase_late_or_another_sender_each_say_so(sent, how, key):
    assert refusal(sent[2].package, **how) == key
    assert opened(sent[2].package, sender=sent[2].sender, today=TODAY + timedelta(30))


def test_the_reader_stands_alone(there, tmp_path):
    """Two files in an empty folder, Python started without this program on its path."""
    alone = tmp_path / "alone"
    alone.mkdir()
    for module in (reader, commands):
        path = Path(module.__file__)
        (alone / path.name).write_bytes(path.read_bytes())
    package, secret = there
    code = f"import sys; sys.path[:0] = [{str(alone)!r}]; sys.modules['earlyhelp'] = None; "
    code += "import commands; sys.exit(commands.main(sys.argv[1:]))"
    run = [
        sys.executable, "-I", "-c",
        code,
        "open", str(package), "--passphrase-file", str(secret), "--out", str(tmp_path / "out"),
    ]  # fmt: skip
    # the real day may lie after the made-up one: then the sentence says so
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    if done.returncode:
        assert "had to be deleted by" in done.stderr
    else:
        assert json.loads(done.stdout)["files"]


def test_without_a_folder_it_says_what_is_inside_and_writes_nothing(there, tmp_path):
    package, secret = there
    before = sorted(tmp_path.rglob("*"))
    told = commands.opened(package, commands.keys_of(secret, None, ""), None, "", MORNING)
    assert told["files"]
    assert "receipt" not in told
    assert sorted(tmp_path.rglob("*")) == before
    words = ["package", "open", str(package), "--passphrase-file", str(secret), "--json"]
    assert parsed(words).out is None
    with pytest.raises(WrongUse):
        parsed(["package", "deleted", str(package)])


def test_receipts_come_back_and_close(door, sent, there, tmp_path):
    planted, _, released = sent
    package, secret = there
    assert overdue(door)[released.name] == ("sent", "")
    now = door.clock.now()
    keys = commands.keys_of(secret, None, "")
    done = commands.opened(package, keys, tmp_path / "out", "PC Hill", now)
    raw = (tmp_path / "out" / done["receipt"]).read_bytes()
    said = json.loads(raw)
    forged = json.dumps(said | {"act": "deleted"}).encode()
    for wrong in (forged, b"{}", b"", raw[:-9], b"x" * 40_000):
        with pytest.raises(Invalid):
            door("ira").dispatch(TakeReceipt(content=wrong))
    with pytest.raises(Refused):
        door("priya").dispatch(TakeReceipt(content=raw))
    door("ira").dispatch(TakeReceipt(content=raw))
    assert overdue(door)[released.name] == ("opened", "")
    with pytest.raises(reader.PackageFault):
        commands.opened(package, keys, tmp_path / "out", "PC Hill", now)
    late = commands.deleted(package, keys, tmp_path / "out", "PC Hill", now + timedelta(90))
    assert not package.exists()
    door("ira").dispatch(TakeReceipt(content=(tmp_path / "out" / late["receipt"]).read_bytes()))
    assert overdue(door)[released.name] == ("closed", "")
    log = door("priya").dispatch(SharingPage(family_id=planted.family_id)).log
    (row,) = (one for one in log if one.id == released.log_id)
    assert (row.package, row.note.method) == ("closed", "package")


def test_what_is_not_confirmed_is_chased(door, sent):
    planted, message, _ = sent
    released = door("priya").dispatch(message)
    assert chased(door, "priya", released.name) is None
    instant = door.clock.instant
    try:
        door.clock.instant = instant + timedelta(days=8)
        assert overdue(door)[released.name] == ("sent", "receipt")
        line = chased(door, "priya", released.name)
        assert (line.family_id, line.state) == (planted.family_id, "late")
        assert "receipt" in line.standing
        assert chased(door, "omar", released.name) is None
        door.clock.instant = instant + timedelta(days=31)
        assert overdue(door)[released.name] == ("sent", "deletion")
        assert chased(door, "priya", released.name).standing.startswith("ask Police whether")
        row = next(
            one for one in door("ira").dispatch(SharingRegisterPage()).packages
            if one.name == released.name
        )  # fmt: skip
        with pytest.raises(Invalid):
            door("ira").dispatch(ClosePackage(package_id=row.id, version=row.version, reason=" "))
        door("ira").dispatch(
            ClosePackage(package_id=row.id, version=row.version, reason="Said on the telephone")
        )
        assert overdue(door)[released.name] == ("closed", "")
        assert chased(door, "priya", released.name) is None
    finally:
        door.clock.instant = instant


def test_a_key_file_opens_it_instead_of_a_passphrase(door, sent, tmp_path):
    from msgspec.structs import replace

    commands.new_key(tmp_path)
    public = (tmp_path / "package.pub").read_bytes()
    keyed = replace(sent[1], passphrase="", public_key=public)
    released = door("priya").dispatch(keyed)
    keys = commands.keys_of(None, tmp_path / "package.key", "")
    assert reader.open_package(released.package, **keys, today=TODAY).files
    assert refusal(released.package) == "no_key"
    assert refusal(released.package, key=b"k" * 32) == "wrong_key"


@pytest.mark.parametrize(
    "changes",
    [
        {"passphrase": "too short"},
        {"passphrase": "aaaaaaaaaaaaaaa"},
        {"passphrase": "plymouth early help"},
        {"passphrase": "", "public_key": b"zz"},
        {"delete_by": TODAY},
        {"delete_by": TODAY + timedelta(400)},
    ],
)
def test_a_package_that_would_protect_too_little_is_not_made(door, sent, changes):
    from msgspec.structs import replace

    before = len(door("ira").dispatch(SharingRegisterPage()).packages)
    with pytest.raises(Invalid):
        door("priya").dispatch(replace(sent[1], **changes))
    assert len(door("ira").dispatch(SharingRegisterPage()).packages) == before


def test_weak_protection_is_refused_by_the_reader():
    with pytest.raises(reader.PackageFault) as told:
        reader.stretched(SECRET, 1024, 1, 1, b"s" * 16)
    assert told.value.key == "weak"
