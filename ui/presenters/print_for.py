"""Print for one named reader: asks for whom, shows what they would be given, hands it out.  Draws nothing."""

from typing import Any, Protocol

from msgspec.structs import replace

from earlyhelp.errors import HouseError, Invalid
from earlyhelp.forms.definition import Answers
from earlyhelp.messages.base import Message
from earlyhelp.messages.casework import Paper
from earlyhelp.messages.disclosing import (
    DisclosurePreview,
    Preview,
    ReaderFor,
    Released,
    ReleaseOutside,
    ReleasePaper,
)
from earlyhelp.messages.family_view import FamilyView
from earlyhelp.messages.sharing import SharingPage, SharingView
from ui.presenters.asking import Send
from ui.presenters.family import Announce
from ui.presenters.family_forms import Ask, FormDesk, FormsView, day_of, dialog, number, text
from ui.presenters.family_sharing import with_agencies, with_colleagues
from ui.wording import knows, say

_FILE = "file"
_OUTSIDE = frozenset({"agency", "court"})
_DONE = frozenset({"authorised", "complete", "completed"})


class PrintForScreen(FormsView, Protocol):
    """What the page must offer."""

    def show_preview(self, preview: Preview) -> None: ...
    def show_released(self, released: Released) -> None: ...
    def show_file_copy(self, content: bytes) -> None: ...
    def write_file_copy(self, path: str, content: bytes) -> None: ...
    def show_file_copy_failure(self, sentence: str) -> None: ...
    def show_preview_failure(self, sentence: str) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class PrintForPresenter:
    """One paper for one reader at a time; `proved` sends what needs the passphrase once more."""

    def __init__(self, view: PrintForScreen, send: Send, proved: Send, announce: Announce) -> None:
        self._view, self._send, self._proved, self._announce = view, send, proved, announce
        self._asked: DisclosurePreview | None = None
        self._package: dict[str, Any] = {}
        self._filed: ReleasePaper | None = None
        self._given: tuple[int, Answers] = (0, {})  # what was typed, until it is handed out
        self.forms = FormDesk(view, send, self._previewed)

    def start(self, family: FamilyView | None) -> None:
        """Ask for whom; the services known are offered."""
        if family is None:
            return
        asked = SharingPage(family_id=family.id)
        self._send(asked, lambda view: self._open(family, view), self._failed)

    def newest(self, family: FamilyView | None, kind: str, reader: str) -> None:
        """Begin with the newest assessment or plan of a family, one in force first."""
        chosen = _chosen(family, kind) if family is not None else 0
        if family is None or not chosen:
            self._view.show_failure(say(f"family.print.none.{kind}"))
            return
        self.begin(family.id, kind, chosen, reader)

    def begin(self, family_id: int, kind: str, subject_id: int, reader: str) -> None:
        """Ask for whom in the family a copy is, or show the copy for the file."""
        if reader == _FILE:
            self._filed = ReleasePaper(
                family_id=family_id, kind=kind, subject_id=subject_id, reader=ReaderFor(kind=_FILE)
            )
            paper = Paper(kind=kind, subject_id=subject_id)
            self._send(paper, self._view.show_file_copy, self._failed)
            return
        asked = DisclosurePreview(
            family_id=family_id, kind=kind, subject_id=subject_id, reader=ReaderFor(kind="family")
        )
        page = SharingPage(family_id=family_id)
        self._send(page, lambda view: self._ask_whom(asked, view), self._failed)

    def save_file_copy(self, path: str, reason: str) -> None:
        """Let the file copy leave as a file: written down first, then written."""
        if self._filed is None:
            return
        reader = ReaderFor(kind=_FILE, reason=reason)
        self._proved(
            replace(self._filed, reader=reader),
            lambda released: self._file_released(path, released),
            lambda error: self._view.show_file_copy_failure(sentence_of(error)),
        )

    def settle(self, settled: dict[str, str]) -> None:
        """Show the paper with what was found dealt with."""
        if self._asked is not None:
            self._asked = replace(self._asked, settled=settled)
            self._send(self._asked, self._view.show_preview, self._refused)

    def release(self, settled: dict[str, str]) -> None:
        """Hand the paper out."""
        asked = self._asked
        if asked is None:
            return
        what: dict[str, Any] = {
            "family_id": asked.family_id, "kind": asked.kind, "subject_id": asked.subject_id,
            "reader": asked.reader, "settled": settled,
        }  # fmt: skip
        outside = asked.reader.kind in _OUTSIDE
        release = ReleaseOutside(**what, **self._package) if outside else ReleasePaper(**what)
        self._proved(release, self._released, self._refused)

    def _ask_whom(self, asked: DisclosurePreview, view: SharingView) -> None:
        def make(given: Answers) -> Message:
            who = number(given, "family_copy.person_id")
            self._asked = replace(asked, reader=ReaderFor(kind="family", person_id=who))
            return self._asked

        people = tuple((one.person_id, one.name) for one in view.people)
        form = dialog("family_copy")
        self.forms.open(Ask(name="family_copy", form=form, make=make, people=people))

    def _file_released(self, path: str, released: Released) -> None:
        self._view.write_file_copy(path, released.content)
        self._announce(frozenset({"sharing_log"}))

    def _open(self, family: FamilyView, view: SharingView) -> None:
        form = with_colleagues(with_agencies(dialog("print_for"), view.agencies), view.colleagues)
        people = tuple((one.person_id, one.name) for one in view.people)
        typed = self._given[1] if self._given[0] == family.id else {}
        self.forms.open(
            Ask(
                name="print_for",
                form=form,
                make=lambda given: self._made(family, given),
                answers=typed,
                people=people,
            )
        )

    def _made(self, family: FamilyView, given: Answers) -> Message:
        kind = text(given, "print_for.document")
        self._given, self._package = (family.id, given), package_of(given)
        self._asked = DisclosurePreview(
            family_id=family.id,
            kind=kind,
            subject_id=_chosen(family, kind),
            reader=reader_of(given),
        )
        return self._asked

    def _previewed(self, preview: Preview) -> None:
        self._view.show_preview(preview)

    def _released(self, released: Released) -> None:
        self._asked, self._package, self._given = None, {}, (0, {})
        self._view.show_released(released)
        self._announce(frozenset({"sharing_log"}))

    def _refused(self, error: HouseError) -> None:
        self._view.show_preview_failure(sentence_of(error))

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))


def _chosen(family: FamilyView, kind: str) -> int:
    rows = family.plans if kind == "plan" else family.assessments
    done = [row for row in rows if row.status in _DONE] or list(rows)
    return done[0].id if done else 0


def sentence_of(error: HouseError) -> str:
    """Return what is wrong; the first fault of a field where that is all there is."""
    key, params = error.key, error.params
    if isinstance(error, Invalid) and key == "error.invalid" and error.fields:
        key, params = next(iter(error.fields.values())), {}
    return say(key if knows(key) else "error.invalid", **params)


def reader_of(given: Answers) -> ReaderFor:
    """Return the reader a form names."""
    kind = text(given, "print_for.kind")
    court, chosen = kind == "court", text(given, "print_for.colleague")
    agency = text(given, "print_for.agency")
    return ReaderFor(
        kind=kind,
        name=text(given, "print_for.name"),
        person_id=number(given, "print_for.person_id"),
        account_id=int(chosen) if chosen.isdecimal() else 0,
        agency=text(given, "print_for.other_agency") if agency == "+" else agency,
        basis="legal_order" if court else text(given, "print_for.basis"),
        why="legal" if court else text(given, "print_for.why"),
        reason=text(given, "print_for.reason"),
        told_family=given.get("print_for.told_family") is not False,
        not_told_why=text(given, "print_for.not_told_why"),
        harm_check=text(given, "print_for.harm_check"),
    )


def package_of(given: Answers) -> dict[str, Any]:
    """Return what makes the paper a package, or nothing."""
    if given.get("print_for.package") is not True:
        return {}
    by_key = given.get("print_for.opened_with") == "public_key"
    return {
        "passphrase": "" if by_key else text(given, "print_for.passphrase"),
        "public_key": text(given, "print_for.public_key").strip().encode() if by_key else b"",
        "delete_by": day_of(given, "print_for.delete_by"),
    }
