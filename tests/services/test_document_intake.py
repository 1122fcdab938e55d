"""Files come in through airlock and scanner, in steps; what is kept out is known and nothing of it stays."""

import threading

import pytest

from earlyhelp import platform
from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.documents import (
    AddDocument,
    ContinueDocument,
    DocumentPart,
    Documents,
    LookAtDocument,
    ScanDocument,
)
from earlyhelp.messages.trail import AuditTrail
from earlyhelp.platform.scanner import SOCKET_SETTING
from earlyhelp.records.documents import Document, DocumentContent
from tests.platform import clamd
from tests.services.arriving import CANARY, arrive, big_paper, kept
from tests.services.founded import plant

needs_clamd = pytest.mark.skipif(
    not clamd.CLAMD, reason="no clamd here: apt-get install clamav-daemon"
)


@needs_clamd
def test_the_test_virus_never_gets_in_and_a_stopped_scanner_keeps_all_shut(
    door, planted, tmp_path, monkeypatch
):
    priya, family_id = door("priya"), planted.family_id
    letter, virus = (
        kept(tmp_path, "letter.txt", b"A made up letter."),
        kept(tmp_path, "note.txt", clamd.EICAR),
    )
    with clamd.running() as place:
        monkeypatch.setenv(SOCKET_SETTING, str(place))
        work = arrive(priya, letter, family_id)
        assert work.stage == "safe"
        assert priya.dispatch(LookAtDocument(document_id=work.work_id)).text == "A made up letter."
        infected = arrive(priya, virus, family_id)
        assert infected.stage == "refused"
    later = arrive(priya, letter, family_id)
    virus_later = arrive(priya, virus, family_id)
    assert (later.stage, virus_later.stage) == ("waiting", "waiting")
    for one in (infected, later, virus_later):
        for look in (
            LookAtDocument(document_id=one.work_id),
            DocumentPart(document_id=one.work_id, number=0),
        ):
            with pytest.raises(Refused):
                priya.dispatch(look)
    assert scanned(priya, later) == "waiting"
    with clamd.running() as place:
        monkeypatch.setenv(SOCKET_SETTING, str(place))
        assert scanned(priya, later) == "safe"
        assert scanned(priya, virus_later) == "refused"
    assert priya.dispatch(LookAtDocument(document_id=later.work_id)).text == "A made up letter."
    rows = {row.id: row for row in priya.dispatch(Documents(family_id=family_id)).rows}
    assert rows[infected.work_id].finding == rows[virus_later.work_id].finding != ""
    assert rows[later.work_id].engine.startswith("ClamAV")
    with priya.unit(Permission.DOCUMENT_READ) as uow:
        for one in (infected, virus_later):
            assert uow.count(DocumentContent, DocumentContent.document_id == one.work_id) == 0


def scanned(desk, document):
    """Have a file that waits scanned again, to the end; return how it ended."""
    work = desk.dispatch(ScanDocument(document_id=document.work_id))
    while work.stage == "checking":
        work = desk.dispatch(ContinueDocument(work_id=work.work_id))
    return work.stage


def test_a_slow_scanner_keeps_nobody_waiting(door, planted, tmp_path, scanner, monkeypatch):
    priya, asked, answers = door("priya"), threading.Event(), threading.Event()
    scanner("unknown")
    later = arrive(priya, kept(tmp_path, "a.txt", b"words"), planted.family_id)

    def slow(_data):
        asked.set()
        assert answers.wait(30)
        return platform.Verdict("clean", "Made-up 1/2")

    monkeypatch.setattr(platform, "scan", slow)
    work = priya.dispatch(ScanDocument(document_id=later.work_id))
    assert asked.wait(30)
    assert priya.dispatch(ContinueDocument(work_id=work.work_id)).stage == "checking"
    assert door("maureen").dispatch(Documents(family_id=planted.family_id)).rows
    stopped = priya.dispatch(ContinueDocument(work_id=work.work_id, cancel=True))
    assert stopped.stage == "waiting"  # the twin: what was not waited for clears nothing
    with pytest.raises(Refused):
        priya.dispatch(LookAtDocument(document_id=later.work_id))
    answers.set()
    assert scanned(priya, later) == "safe"


def test_stopping_leaves_nothing(door, planted, tmp_path, scanner):
    priya = door("priya")
    path = kept(tmp_path, "report.pdf", big_paper())
    work = priya.dispatch(AddDocument(family_id=planted.family_id, path=str(path), kind="report"))
    while work.stage != "storing":
        work = priya.dispatch(ContinueDocument(work_id=work.work_id))
    with priya.unit(Permission.DOCUMENT_READ) as uow:
        assert uow.count(Document, Document.family_id == planted.family_id) == 1
    assert priya.dispatch(Documents(family_id=planted.family_id)).rows == ()  # not there yet
    with pytest.raises(Refused):
        priya.dispatch(LookAtDocument(document_id=work.work_id))
    assert priya.dispatch(ContinueDocument(work_id=work.work_id, cancel=True)).stage == "stopped"
    with priya.unit(Permission.DOCUMENT_READ) as uow:
        assert uow.count(Document, Document.family_id == planted.family_id) == 0
        assert uow.count(DocumentContent, DocumentContent.family_id == planted.family_id) == 0
    with pytest.raises(Refused):
        priya.dispatch(ContinueDocument(work_id=work.work_id))


def test_what_a_keeper_left_half_stored_is_swept(door, planted, tmp_path, scanner):
    priya = door("priya")
    path = kept(tmp_path, "report.pdf", big_paper())
    work = priya.dispatch(AddDocument(family_id=planted.family_id, path=str(path), kind="report"))
    while work.stage != "storing":
        work = priya.dispatch(ContinueDocument(work_id=work.work_id))
    priya.context.works.clear()
    other = arrive(priya, kept(tmp_path, "a.txt", b"words"), planted.family_id)
    with priya.unit(Permission.DOCUMENT_READ) as uow:
        left = uow.all(Document, Document.family_id == planted.family_id)
        assert [one.id for one in left] == [other.work_id]


def test_a_refused_file_is_in_the_audit_and_the_store_has_nothing_of_it(door, planted, tmp_path):
    path = kept(tmp_path, f"{CANARY}.docm", b"PK\x03\x04")
    with pytest.raises(Refused) as told:
        arrive(door("priya"), path, planted.family_id)
    assert told.value.key == "airlock.file.macros"
    page = door("ira").dispatch(AuditTrail(act="document:add", who="priya"))
    assert page.rows[0].outcome == "refused"
    assert CANARY not in str(page)


def test_somebody_of_another_family_is_not_whose_it_is(door, planted, tmp_path, scanner):
    other = plant(door, surname="Other")
    path = kept(tmp_path, "a.txt", b"words")
    with pytest.raises(Refused):
        arrive(door("priya"), path, planted.family_id, person_id=other.child_id)
    assert arrive(door("priya"), path, planted.family_id, person_id=planted.child_id)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "nothing"}, "kind"),
        ({"source": "x" * 201}, "source"),
        ({"path": "no/such/file.pdf"}, "path"),
        ({"path": "."}, "path"),
        ({"path": "a\0b.pdf"}, "path"),
    ],
)
def test_wrong_answers_are_named(door, planted, tmp_path, fields, field):
    good = {
        "family_id": planted.family_id,
        "path": str(kept(tmp_path, "a.txt", b"a")),
        "kind": "letter",
    }
    with pytest.raises(Invalid) as told:
        door("priya").dispatch(AddDocument(**(good | fields)))
    assert set(told.value.fields) == {field}


def test_a_family_has_room_for_so_much(door, planted, tmp_path, scanner, monkeypatch):
    from earlyhelp.services import document_files

    path = kept(tmp_path, "a.txt", b"x" * 600)
    arrive(door("priya"), path, planted.family_id)
    monkeypatch.setattr(document_files, "MOST_FOR_A_FAMILY", 1000)
    with pytest.raises(Invalid) as told:
        arrive(door("priya"), path, planted.family_id)
    assert told.value.fields == {"path": "document.family_full"}
