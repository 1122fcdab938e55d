"""A store that answers what a test tells it to, and made-up casework.  Never a mock."""

from datetime import date

from earlyhelp.messages.base import Receipt
from earlyhelp.messages.casework import AssessmentView, ChildLine
from earlyhelp.messages.plans import ActionDraft, OutcomeDraft, PlanContent, PlanView
from ui.presenters.autosave import Surroundings


class FakeStore:
    """Keeps every message; answers at once from `answers`, or later by `answer` and `refuse`."""

    def __init__(self, **answers) -> None:
        self.answers = answers
        self.sent = []
        self.open = []

    def __call__(self, message, succeeded, failed) -> None:
        self.sent.append(message)
        name = type(message).__name__
        if name in self.answers:
            succeeded(self.answers[name])
        else:
            self.open.append((message, succeeded, failed))

    def answer(self, value) -> None:
        self.open.pop(0)[1](value)

    def refuse(self, error) -> None:
        self.open.pop(0)[2](error)

    def named(self, kind):
        return [message for message in self.sent if isinstance(message, kind)]


class FakeView:
    """Keeps what it was last told, by verb."""

    def __init__(self) -> None:
        self.told = {}

    def __getattr__(self, verb):
        def tell(*given, **named) -> None:
            self.told[verb] = (*given, *named.values())

        return tell


class Around:
    """What a page that saves is given."""

    def __init__(self) -> None:
        self.pauses = 0
        self.announced = []

    def given(self) -> Surroundings:
        return Surroundings(
            rest=self._rest,
            announce=lambda *kinds: self.announced.append(set(kinds)),
            now=lambda: "14:02",
        )

    def _rest(self) -> None:
        self.pauses += 1


def receipt(version: int, *changed: str) -> Receipt:
    return Receipt(id=5, version=version, changed=frozenset(changed))


def assessment(**changes) -> AssessmentView:
    given = {
        "id": 5,
        "version": 3,
        "family_id": 1,
        "family": "Hassan",
        "case_id": 2,
        "form_id": "early_help_assessment",
        "form_version": 2,
        "status": "draft",
        "started_on": date(2026, 11, 2),
        "completed_on": None,
        "author": "Priya Nair",
        "answers": {},
        "people": (ChildLine(person_id=11, name="Amina Hassan", role="child"),),
        "known": {},
    }
    return AssessmentView(**(given | changes))


def content(**changes) -> PlanContent:
    action = ActionDraft(id=1, text="Walking bus", owner="J. Bright", due_on=date(2026, 11, 30))
    outcome = OutcomeDraft(id=1, words="On time at school", measure="81 to 92 %", actions=(action,))
    return PlanContent(**({"outcomes": (outcome,), "contingency": "Ring the hub"} | changes))


def plan(**changes) -> PlanView:
    given = {
        "id": 5,
        "version": 3,
        "number": 3,
        "family_id": 1,
        "family": "Hassan",
        "case_id": 2,
        "status": "draft",
        "author": "Priya Nair",
        "author_id": 8,
        "started_on": date(2026, 11, 2),
        "submitted_on": None,
        "authorised_on": None,
        "authorised_by": "",
        "returned_comment": "",
        "content": content(),
        "previous": None,
        "previous_number": 0,
        "people": (),
        "needs": (),
        "may_authorise": True,
    }
    return PlanView(**(given | changes))
