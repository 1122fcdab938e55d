"""The menu of who may see a family, the banner over it, and its sealed notes.  Asks nothing itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFrame, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.access import FamilyStanding, SealedNoteRow
from earlyhelp.messages.family_view import FamilyView, HoldView
from earlyhelp.messages.people import ElsewhereLine
from ui.widgets.basics import Tone, button, label
from ui.widgets.confirm import ask
from ui.widgets.reading_order import ReadingOrder
from ui.wording import day, moment, say, time_of

#: what the menu offers: when, by permission and state of the family
_ITEMS: dict[str, Callable[[frozenset[str], bool, bool], bool]] = {
    "restriction_ask": lambda may, restricted, asked: (
        "restriction:ask" in may
        and "restriction:decide" not in may
        and not restricted
        and not asked
    ),
    "restriction": lambda may, restricted, _asked: "restriction:decide" in may and not restricted,
    "restriction_review": lambda may, restricted, _asked: (
        "restriction:decide" in may and restricted
    ),
    "restriction_end": lambda may, restricted, _asked: "restriction:decide" in may and restricted,
    "sealed_note": lambda may, _restricted, _asked: "note:add" in may,
    "sealed_notes": lambda _may, _restricted, _asked: True,
    "partner": lambda may, _restricted, _asked: "partner:invite" in may,
    "partner_end": lambda may, _restricted, _asked: "partner:invite" in may,
    "conflict": lambda may, _restricted, _asked: "conflict:declare" in may,
}
_ASKED_FIRST = {"restriction_end": "end", "conflict": "conflict"}


class AccessMenu(QWidget):
    """A button with a menu; `wanted` carries what was chosen, after a question where it undoes much."""

    wanted = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self.button: QPushButton = button(say("family.access"))
        menu = QMenu(self.button)
        self.actions_by_name: dict[str, QAction] = {}
        for name in _ITEMS:
            action = QAction(say(f"family.access.{name}"), menu)
            action.triggered.connect(lambda _checked=False, name=name: self.choose(name))
            menu.addAction(action)
            self.actions_by_name[name] = action
        self.button.setMenu(menu)
        self.hide()

    def show_family(self, family: FamilyView) -> None:
        """Offer what makes sense for the family as it stands."""
        standing = family.standing
        restricted = standing is not None and bool(standing.restriction_id)
        asked = standing is not None and bool(standing.asked_id)
        for name, action in self.actions_by_name.items():
            action.setVisible(_ITEMS[name](family.may, restricted, asked))

    def choose(self, name: str) -> None:
        """Pass on what was chosen; ask once more where it cannot be undone at once."""
        key = _ASKED_FIRST.get(name)
        if key is None:
            self.wanted.emit(name)
            return
        words = [say(f"family.standing.{key}.{part}") for part in ("question", "no", "yes")]
        ask(self._owner, words[0], words[1], words[2], lambda: self.wanted.emit(name))


class SealedNotesDialog(ReadingOrder, QDialog):
    """The sealed notes one may open, over the page."""

    def __init__(self, parent: QWidget, notes: tuple[SealedNoteRow, ...]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("family.access.notes"))
        self.setAccessibleName(self.windowTitle())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "title"))
        column.addWidget(_scrolling(notes), 1)
        close = button(say("family.access.close"), pressed=self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        self.resize(min(640, parent.window().width() - 80), min(480, parent.window().height() - 60))


def _scrolling(notes: tuple[SealedNoteRow, ...]) -> QScrollArea:
    scroll, holder = QScrollArea(), QWidget()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    holder.setObjectName("scroll_body")
    column = QVBoxLayout(holder)
    column.setSpacing(4)
    for note in notes:
        column.addWidget(label(note.text))
        when = moment(note.written_at)
        readers = ", ".join(note.readers)
        by = say("family.standing.notes.by", who=note.author, when=when, readers=readers)
        column.addWidget(label(by, "muted"))
        column.addSpacing(12)
    if not notes:
        column.addWidget(label(say("family.standing.notes.none"), "muted"))
    column.addStretch(1)
    scroll.setWidget(holder)
    return scroll


def banner_of(
    standing: FamilyStanding, may: frozenset[str]
) -> tuple[str, str, Tone, tuple[tuple[str, str], ...]]:
    """Return title, text, tone and links of what stands over a family that is not simply the person's."""
    decides = "restriction:decide" in may
    reason = code_list("restriction_reason").label(standing.reason) if standing.reason else ""
    lines: list[str] = []
    links: list[tuple[str, str]] = []
    tone: Tone = "warn"
    if standing.restriction_id:
        lines.append(say("family.standing.restricted", reason=reason))
        key = "family.standing.late" if standing.review_late else "family.standing.readers"
        on = day(standing.review_on)
        lines.append(say(key, readers=", ".join(standing.readers), day=on))
        tone = "danger" if standing.review_late else "warn"
        links += [("restriction_review", say("family.standing.review"))] if decides else []
    elif standing.asked_id:
        key = "family.standing.asked_me" if standing.asked_by_me else "family.standing.asked"
        lines.append(say(key, who=standing.asked_by, reason=reason))
        lines.append(standing.text or say("family.standing.waits"))
        if decides and not standing.asked_by_me:
            links.append(("restriction", say("family.standing.decide")))
            links.append(("restriction_refuse", say("family.standing.refuse")))
    if standing.until_at is not None:
        until = time_of(standing.until_at)
        title = say("family.standing.emergency", until=until)
        lines = [title, *(f"{one.rstrip('.')}." for one in lines), say("family.standing.told")]
        links.append(("emergency_end", say("family.standing.close")))
        tone = "danger"
    return lines[0], " ".join(lines[1:]), tone, tuple(links)


def elsewhere_words(row: ElsewhereLine) -> str:
    """Return where somebody of a restricted family was recorded too, as far as one may know."""
    key = "family.elsewhere.who" if row.who else "family.elsewhere.team"
    why = say(f"match.why.{row.why}")
    return say(key, name=row.name, team=row.team, who=row.who, why=why)


def hold_banner(
    hold: HoldView, may: frozenset[str]
) -> tuple[str, str, Tone, tuple[tuple[str, str], ...]]:
    """Return title, text, tone and links of the banner of a family whose early help rests."""
    if hold.outcome:
        outcome = code_list("escalation_outcome").label(hold.outcome)
        on, look_on = day(hold.answered_on), day(hold.look_on)
        text = say("family.hold.answered", outcome=outcome, day=on, look_on=look_on)
    else:
        text = say("family.hold.waiting", day=day(hold.raised_on))
    answer = ("concern_answer", say("family.hold.answer"))
    links = (answer,) if "escalation:answer" in may else ()
    return say("family.hold.title"), text, "danger", links
