"""What a change of role or teams would open and take away, read before it is asked for or agreed to.  Sends nothing."""

from collections.abc import Callable, Sequence
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from earlyhelp.messages.policy_view import PolicyAnswer, PolicyRow
from ui.views.policy_differences import key_names, reach
from ui.views.step_dialog import StepDialog
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.wording import say


class ChangePreview(StepDialog):
    """`accepted` is to go on; Escape and the other button change nothing."""

    def __init__(self, parent: QWidget | None, who: str, answer: PolicyAnswer) -> None:
        key = "preview.title" if answer.role_now else "preview.joiner"
        lead = "preview.decide.lead" if answer.deciding else "preview.lead"
        super().__init__(parent, say(key, who=who), say(lead))
        if answer.role_now:
            self._say("preview.from", answer.role_now, answer.teams_now)
        self._say("preview.to", answer.role_then, answer.teams_then)
        keys = (("opened", answer.keys_opened), ("closed", answer.keys_closed))
        for name, found in keys:
            if found:
                self.body.addWidget(label(say(f"policy.keys.{name}", keys=key_names(found))))
        self.lists: dict[str, list[str]] = {}
        for change, words in (("opens", _then), ("closes", _now), ("differs", _both)):
            self._list(change, [row for row in answer.rows if row.change == change], words)
        if not any(self.lists.values()):
            self.body.addWidget(label(say("preview.same")))
        self.body.addStretch(1)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows move what is read
        self.area.setAccessibleName(self.windowTitle())
        self.area.setAccessibleDescription(" ".join(chain(*self.lists.values())))
        self.leave = button(say("preview.leave"), pressed=self.reject)
        self.go_on = button(
            say("preview.decide" if answer.deciding else "preview.send"), "go", self.accept
        )
        for made in (self.go_on, self.leave):
            self.add_answer(made)
        self.leave.setFocus()

    def _say(self, key: str, role: str, teams: Sequence[str]) -> None:
        named = ", ".join(teams) or say("preview.no_team")
        self.body.addWidget(label(say(key, role=say(f"role.{role}"), teams=named)))

    def _list(
        self, change: str, rows: Sequence[PolicyRow], words: Callable[[PolicyRow], str]
    ) -> None:
        self.lists[change] = sorted(words(row) for row in rows)
        if rows:
            card = Card(say(f"preview.{change}", count=len(rows)))
            for line in self.lists[change]:
                card.body.addWidget(label(f"• {line}"))
            self.body.addWidget(card)


def _right(row: PolicyRow) -> str:
    return say(f"right.{row.permission}")


def _then(row: PolicyRow) -> str:
    return say("preview.reach", right=_right(row), scope=reach(row.then, row.families_then))


def _now(row: PolicyRow) -> str:
    return say("preview.reach", right=_right(row), scope=reach(row.now, row.families_now))


def _both(row: PolicyRow) -> str:
    now, then = reach(row.now, row.families_now), reach(row.then, row.families_then)
    return say("preview.reaches", right=_right(row), now=now, then=then)
