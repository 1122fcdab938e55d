"""Recovery by two of three holders: how it stands, drill, sheets, ceremony.  Decides nothing."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from earlyhelp.messages.recovery import RecoveryView as Standing
from ui.views.recovery_cards import CeremonyCard, DrillCard, NoticesCard, SheetsCard
from ui.views.telling import TellsOutcome
from ui.widgets.banner import Banner
from ui.widgets.basics import label
from ui.widgets.card import Card
from ui.widgets.first_focus import begin_at
from ui.widgets.page_head import PageHead
from ui.widgets.receipt import ReceiptLine
from ui.widgets.section_tabs import SectionTabs
from ui.wording import day, say


class RecoveryView(TellsOutcome, QWidget):
    """Four pages behind tabs; the cards emit what is wanted."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        head = PageHead(say("rail.recovery"))
        head.show_title(say("rail.recovery"), say("recovery.note"))
        self._receipt, self._failure, self._alarm = ReceiptLine(), Banner(), Banner()
        self._standing = Card(say("recovery.standing"))
        self._lines = [label() for _ in range(4)]
        for line in self._lines:
            self._standing.body.addWidget(line)
        self.notices, self.drill = NoticesCard(), DrillCard()
        self.sheets, self.ceremony = SheetsCard(), CeremonyCard()
        self.tabs = SectionTabs()
        self._pages: dict[str, QWidget] = {
            "drill": self.drill, "sheets": self.sheets, "ceremony": self.ceremony,
        }  # fmt: skip
        parts = (head, self._receipt, self._failure, self._alarm, self.notices, self._standing)
        for part in (*parts, self.tabs):
            column.addWidget(part)
        for key, page in self._pages.items():
            self.tabs.add(key, say(f"recovery.{key}"))
            column.addWidget(page)
        column.addStretch(1)
        self.tabs.chosen.connect(self._open)
        self._open("drill")
        begin_at(self, self.tabs)

    def _open(self, key: str) -> None:
        self.tabs.choose(key)
        for name, page in self._pages.items():
            page.setVisible(name == key)

    def show_standing(self, found: Standing) -> None:
        """Show how the recovery key stands."""
        self._failure.leave()
        made = found.made_at is not None
        texts = [
            say("recovery.made", day=day(found.made_at)),
            say("recovery.kept", holders=" · ".join(found.holders)),
            say("recovery.tried", day=day(found.tried_at))
            if found.tried_at
            else say("recovery.tried.never"),
            say("recovery.covered", count=found.covered, total=found.total),
        ]
        for line, text in zip(self._lines, texts, strict=True):
            line.setText(text)
            line.setVisible(made)
        self._standing.setVisible(made)
        self.notices.show_uses(found.uses)
        self.ceremony.show_accounts(found.accounts)
        alarm = _alarm(found)
        if alarm:
            self._alarm.show_message(say(alarm), say(f"{alarm}.what"), "warn")
        else:
            self._alarm.leave()


def _alarm(found: Standing) -> str:
    if found.made_at is None and not found.waiting:
        return "recovery.alarm.none"
    if found.waiting:
        return "recovery.alarm.waiting"
    if found.drill_due:
        return "recovery.alarm.drill"
    return "recovery.alarm.covered" if found.covered < found.total else ""
