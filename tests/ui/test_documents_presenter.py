"""The section of documents: one file at a time, every end told, nothing larger than a part fetched at once."""

from datetime import UTC, datetime

from earlyhelp.errors import Refused
from earlyhelp.messages.documents import (
    ContinueDocument,
    DocumentPart,
    DocumentRow,
    Documents,
    DocumentSeen,
    DocumentsShown,
    DocumentWork,
    LookAtDocument,
)
from tests.ui.made_up_families import made_up_family
from ui.presenters.family_documents import DocumentsPresenter
from ui.wording import say

ROW = DocumentRow(
    id=5, name="a.pdf", kind="letter", file_type="pdf", status="safe", size=9, dated_on=None, whose="",
    source="", added_at=datetime(2026, 11, 22, tzinfo=UTC), added_by="Made Up",
)  # fmt: skip
SHOWN = DocumentsShown(rows=(ROW,), used=9, room=100, scanner="Made-up 1")


class Screen:
    """Notes what it is told to show."""

    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda *args: self.told.append((name, *args))

    def of(self, name):
        return [args for what, *args in self.told if what == name]


class Line:
    """Answers each message by the next of its kind's answers; holds what was sent."""

    def __init__(self, **answers):
        self.sent, self.answers = [], answers

    def __call__(self, message, succeeded, failed):
        self.sent.append(message)
        answer = self.answers[type(message).__name__]
        answer = answer.pop(0) if isinstance(answer, list) else answer
        failed(answer) if isinstance(answer, Exception) else succeeded(answer)

    def kinds(self):
        return [type(message) for message in self.sent]


def work(stage, done=0, total=0, left_out=()):
    return DocumentWork(work_id=7, stage=stage, done=done, total=total, left_out=left_out)


def desk(**answers):
    """Return presenter, screen, line and the forms that were opened, with a family on the screen."""
    screen, line, forms = Screen(), Line(Documents=SHOWN, **answers), []
    made = DocumentsPresenter(screen, line, line, forms.append, lambda go_on: go_on())
    made.load(made_up_family(may=frozenset({"document:list", "document:add"})))
    return made, screen, line, forms


def take_in(ask, line):
    """Do what the form's desk does when it is saved."""
    line(ask.make({"document.kind": "letter"}), ask.done, None)


def test_a_file_is_asked_about_and_taken_in_step_by_step():
    made, screen, line, forms = desk(
        AddDocument=work("checking"),
        ContinueDocument=[work("checking"), work("storing", 1, 2), work("safe", 2, 2, ("links",))],
    )
    made.add(["/somewhere/letter.pdf"])
    (ask,) = forms
    assert "letter.pdf" in ask.form.section[0].hint
    take_in(ask, line)
    assert line.kinds().count(ContinueDocument) == 3
    assert [(done, total) for _, done, total in screen.of("show_progress")] == [
        (0, 0),
        (0, 0),
        (1, 2),
    ]
    ((told,),) = screen.of("show_receipt")
    assert say("airlock.left_out.links") in told
    assert line.kinds()[-1] is Documents


def test_files_dropped_together_come_one_after_the_other():
    made, _screen, line, forms = desk(AddDocument=work("safe"))
    made.add(["a.pdf", "b.pdf"])
    assert len(forms) == 1
    take_in(forms[0], line)
    assert len(forms) == 2


def test_a_file_kept_out_is_named_with_the_reason():
    made, screen, line, forms = desk(
        AddDocument=work("checking"), ContinueDocument=[Refused("airlock.file.macros")]
    )
    made.add(["plan.docm"])
    take_in(forms[0], line)
    ((title, sentence),) = screen.of("show_failure")
    assert "plan.docm" in title
    assert sentence == say("airlock.file.macros")


def test_stopping_sends_the_stop_and_leaves_the_rest():
    made, screen, line, forms = desk(
        AddDocument=work("storing", 1, 9), ContinueDocument=[work("stopped")]
    )
    made.add(["a.pdf", "b.pdf"])
    ask = forms[0]
    begun = ask.done
    made.cancel()
    begun_cancelled = []

    def send(message, succeeded, failed):
        if isinstance(message, ContinueDocument) and not begun_cancelled:
            made.cancel()
            begun_cancelled.append(message)
            succeeded(work("storing", 2, 9))
            return
        line(message, succeeded, failed)

    made._send = send
    begun(work("storing", 1, 9))
    assert line.sent[-2] == ContinueDocument(work_id=7, cancel=True)
    assert screen.of("show_receipt") == [[say("documents.done.stopped", name="a.pdf")]]
    assert len(forms) == 1


def test_what_the_scanner_names_is_told_as_a_failure():
    made, screen, _line, _forms = desk(ScanDocument=work("refused"))
    made.scan(5)
    assert len(screen.of("show_failure")) == 1
    assert screen.of("show_receipt") == []
    made, screen, _line, _forms = desk(ScanDocument=work("waiting"))
    made.scan(5)
    assert screen.of("show_failure") == []


def test_a_scan_is_asked_about_later_and_can_be_stopped():
    waiting = []
    screen, line = Screen(), Line(
        Documents=SHOWN, ScanDocument=work("checking"),
        ContinueDocument=[work("checking"), work("waiting")],
    )  # fmt: skip
    made = DocumentsPresenter(screen, line, line, None, waiting.append)
    made.load(made_up_family(may=frozenset({"document:list", "document:add"})))
    made.scan(5)
    assert ContinueDocument not in line.kinds()
    waiting.pop()()
    made.cancel()
    waiting.pop()()
    assert line.sent[-2] == ContinueDocument(work_id=7, cancel=True)
    assert len(screen.of("hide_progress")) == 1


def test_pages_are_fetched_part_by_part_and_put_together():
    seen = DocumentSeen(id=5, name="a.pdf", view="pages", parts=3)
    made, screen, line, _forms = desk(LookAtDocument=seen, DocumentPart=[b"a", b"b", b"c"])
    made.look(5)
    assert [one.number for one in line.sent if isinstance(one, DocumentPart)] == [0, 1, 2]
    assert screen.of("show_seen") == [[seen, b"abc"]]


def test_a_document_that_waits_is_not_shown():
    made, screen, _line, _forms = desk(LookAtDocument=Refused("document.not_scanned"))
    made.look(5)
    assert screen.of("show_seen") == []
    assert screen.of("show_failure") == [[say("failure.title"), say("document.not_scanned")]]


def test_a_copy_asks_why_and_goes_by_the_way_that_asks_for_a_proof():
    made, screen, line, forms = desk()
    made.copy(5, "/elsewhere/a.pdf")
    (ask,) = forms
    assert ask.send is line
    message = ask.make({"document_copy.reason": "court"})
    assert (message.document_id, message.path, message.reason) == (5, "/elsewhere/a.pdf", "court")
    ask.done(None)
    assert len(screen.of("show_receipt")) == 1


def test_nothing_is_asked_for_somebody_who_may_not_list():
    screen, line = Screen(), Line()
    DocumentsPresenter(screen, line, line, None, None).load(made_up_family(may=frozenset()))
    assert line.sent == []
    assert LookAtDocument not in line.kinds()
