"""The plan editor: checks while it is written, saves every change, sends it to the manager."""

import msgspec

from earlyhelp.errors import Conflict, HouseError, Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.plan_bridge import check_content
from earlyhelp.messages.plans import (
    CheckLine,
    PlanContent,
    PlanPage,
    PlanView,
    ProgressAction,
    SavePlan,
    SubmitPlan,
)
from ui.presenters.asking import Send
from ui.presenters.assessment_words import choices_in, need_choices
from ui.presenters.autosave import Autosave, Surroundings
from ui.presenters.plan_merge import joined, with_theirs
from ui.presenters.plan_pages import WRITING, PlanScreen, dispute_of, sent_words, top_of
from ui.presenters.plan_rows import check_rows, rows_of, states, texts_of
from ui.wording import say


class PlanPresenter:
    """One version of a plan."""

    def __init__(self, view: PlanScreen, send: Send, plan_id: int, around: Surroundings) -> None:
        self._view, self._send, self._id = view, send, plan_id
        self._around = around
        self._save: Autosave[PlanContent] = Autosave(
            send, self._message, lambda _older, newer: newer, around.rest, self
        )
        self._plan: PlanView | None = None
        self._base = self._theirs = PlanContent()
        self._posted: list[PlanContent] = []  # on their way, oldest first
        self._disputed: tuple[str, ...] = ()
        self._sending = self._just_sent = False

    def load(self) -> None:
        """Open the plan, unless something typed is not saved yet."""
        if self._save.idle and not self._disputed:
            self._send(PlanPage(plan_id=self._id), self._show, self._failed)

    def edited(self) -> None:
        """Take a change: check the plan as it stands and save when the typing rests."""
        if self._plan is None:
            return
        content = self._view.content()
        self._judge(content)
        self._save.change(content)

    def rested(self) -> None:
        """Save: the typing rests."""
        self._save.send_now()

    def leave(self) -> None:
        """Save at once; of two texts, mine goes to the store when nobody chose."""
        if self._disputed:
            self._settled()
        self._save.flush()

    def settle(self, key: str, *, mine: bool) -> None:
        """Choose between two texts of one part."""
        if not mine:
            self._view.show_content(with_theirs(self._view.content(), self._theirs, key))
        self._disputed = tuple(one for one in self._disputed if one != key)
        self._show_disputes()
        if not self._disputed:
            self._settled()
            self._save.send_now()

    def family_id(self) -> int:
        """Return whose plan it is, 0 while nobody knows."""
        return self._plan.family_id if self._plan is not None else 0

    def send_to_manager(self) -> None:
        """Save what is left, then send the plan."""
        self._sending = True
        self._save.flush()
        self._go_on()

    def progress(self, action_id: int, status: str, note: str) -> None:
        """Say where an action of the authorised plan stands."""
        if self._plan is not None and action_id:
            message = ProgressAction(
                plan_id=self._id,
                version=self._plan.version,
                action_id=action_id,
                status=status,
                note=note,
            )
            self._send(message, self._changed, self._failed)

    def compare(self, on: bool) -> None:
        """Show the version before under this one, or no more."""
        plan = self._plan
        if plan is None or plan.previous is None or not on:
            self._view.show_before([])
            return
        found = states(plan.previous, None, 0, ())
        self._view.show_before(rows_of(plan.previous, found, progress=True))

    def saving(self) -> None:
        """Say that a save is under way."""
        self._view.show_saved(say("save.saving"))

    def saved(self, receipt: Receipt) -> None:
        """Say when it was saved, and send if that was asked for."""
        self._base = self._posted.pop(0)
        self._view.show_saved(say("save.saved", time=self._around.now()))
        self._around.announce(*receipt.changed)
        self._go_on()

    def disputed(self, part: PlanContent, conflict: Conflict) -> None:
        """Make one plan of both; where both changed the same part, show both texts."""
        self._sending = False
        self._posted.pop(0)
        self._theirs = msgspec.json.decode(conflict.theirs["content"], type=PlanContent)
        self._save.version = conflict.version
        mine = self._view.content() if self._plan else part
        content, self._disputed = joined(self._base, mine, self._theirs)
        self._base = self._theirs
        self._view.show_content(content)
        self._judge(content)
        self._show_disputes()
        if self._disputed:
            self._save.held = True
            self._view.show_saved(say("save.held"))
        else:
            self._settled()

    def not_saved(self, part: PlanContent, error: HouseError) -> None:
        """Keep what could not be saved and say why."""
        self._sending = False
        self._posted.pop(0)
        self._save.keep(part)
        if isinstance(error, Invalid):
            said = " ".join(dict.fromkeys(say(fault) for fault in error.fields.values()))
            self._view.show_failure(said)
        else:
            self._failed(error)

    def _message(self, version: int, part: PlanContent) -> SavePlan:
        self._posted.append(part)
        return SavePlan(plan_id=self._id, version=version, content=part)

    def _settled(self) -> None:
        self._disputed = ()
        self._save.held = False
        self._save.change(self._view.content())

    def _go_on(self) -> None:
        plan = self._plan
        if self._sending and self._save.idle and plan is not None:
            self._sending = False
            message = SubmitPlan(plan_id=self._id, version=self._save.version)
            self._send(message, self._sent, self._failed)

    def _sent(self, receipt: Receipt) -> None:
        self._just_sent = True
        self._changed(receipt)

    def _changed(self, receipt: Receipt) -> None:
        self._around.announce(*receipt.changed)
        self.load()

    def _show(self, plan: PlanView) -> None:
        self._plan = plan
        self._save.version, self._base = plan.version, plan.content
        writing = plan.status in WRITING
        self._view.show_top(top_of(plan))
        chosen = {need for outcome in plan.content.outcomes for need in outcome.needs}
        wanted = tuple(dict.fromkeys((*plan.needs, *sorted(chosen))))
        self._view.show_choices(
            [(one.person_id, one.name) for one in plan.people],
            need_choices(wanted) if wanted else (),
            choices_in("scale_area"),
            choices_in("action_status"),
        )
        lines = self._lines(plan.content)
        found = states(plan.content, plan.previous, plan.previous_number, lines)
        if writing:
            self._view.show_content(plan.content)
            self._view.show_states(found)
        else:
            progress = plan.status == "authorised"
            self._view.show_rows(rows_of(plan.content, found, progress=progress))
            before = None if progress else plan.previous
            self._view.show_texts(texts_of(plan.content, before))
        self._view.show_check(check_rows(lines))
        if self._just_sent:
            self._just_sent = False
            self._view.show_receipt(sent_words(plan))

    def _judge(self, content: PlanContent) -> None:
        plan = self._plan
        if plan is not None:
            lines = self._lines(content)
            self._view.show_check(check_rows(lines))
            self._view.show_states(states(content, plan.previous, plan.previous_number, lines))

    def _lines(self, content: PlanContent) -> tuple[CheckLine, ...]:
        plan = self._plan
        assert plan is not None
        return check_content(content, plan.needs, plan.people, plan.heard, plan.today)

    def _show_disputes(self) -> None:
        mine = self._view.content()
        self._view.show_disputes([dispute_of(key, mine, self._theirs) for key in self._disputed])

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))
