"""The family presenter: loads once, opens forms, sends commands, goes on."""

from datetime import UTC, date, datetime
from typing import Any

from earlyhelp.errors import Conflict, Invalid, Refused, StorageFault
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.cases import ChangeLead, CloseCase, RaiseConcern, RecordAgreement
from earlyhelp.messages.casework import AddContact, RecordReview, StartAssessment
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.people import SaveHome, SavePerson, SaveRelationship, WhoLooked
from earlyhelp.messages.requests import StaffChoice
from earlyhelp.messages.session import Drafts, DraftText, SaveDraft
from tests.ui.made_up_families import BIG, Keeper, made_up_family
from ui.presenters.family import FamilyPresenter
from ui.wording import say

SAVED = Receipt(id=BIG + 1, version=1, changed=frozenset({"contact"}), family_id=BIG)


class FakePage:
    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.form: dict[str, Any] = {}

    def open_form(self, name, sections, answers, people, children) -> None:
        self.form = {
            "name": name, "sections": sections, "answers": answers,
            "people": people, "children": children,
        }  # fmt: skip

    def __getattr__(self, name: str):
        if not name.startswith(("show_", "set_", "close_")):
            raise AttributeError(name)
        return lambda *given: self.calls.append((name, given))

    def told(self, name: str) -> Any:
        return [given for called, given in self.calls if called == name][-1]

    def was_told(self, name: str) -> bool:
        return any(called == name for called, _given in self.calls)


class Desk:
    def __init__(self, family=None, **answers: Any) -> None:
        self.page, self.went, self.announced = FakePage(), [], []
        given = {"FamilyPageView": family or made_up_family(), "Drafts": ()} | answers
        self.keeper = Keeper(**given)
        self.presenter = FamilyPresenter(
            self.page,
            self.keeper,
            lambda page, **where: self.went.append((page, where)),
            self.announced.append,
            BIG,
        )
        self.presenter.load()

    def fill(self, name: str, answers: dict[str, Any], subject: int = 0) -> None:
        self.presenter.form_wanted(name, subject)
        self.presenter.saved(self.page.form["answers"] | answers)


def test_a_family_is_fetched_once_and_shown_with_its_picture() -> None:
    desk = Desk()
    family, picture = desk.page.told("show_family")
    assert family.name == "Kowalska-Reed"
    assert "Anna" in picture.text_twin
    assert desk.keeper.count(FamilyPageView) == 1


def test_a_family_that_is_not_mine_is_said_not_shown() -> None:
    desk = Desk(FamilyPageView=Refused("refused.record"))
    assert desk.page.told("show_failure")[0] == say("refused.record")
    assert not desk.page.was_told("show_family")


def test_who_looked_is_read_only_when_it_is_opened() -> None:
    desk = Desk(WhoLooked=())
    desk.presenter.section_chosen("people")
    assert desk.keeper.count(WhoLooked) == 0
    desk.presenter.section_chosen("looked")
    assert desk.page.told("show_looks") == ((),)


def test_a_contact_is_checked_sent_and_announced() -> None:
    desk = Desk(AddContact=SAVED, SaveDraft=Receipt())
    desk.fill("contact", {"contact.text": "Rang."})
    assert "contact.kind" in desk.page.told("show_form_errors")[0]
    assert desk.keeper.count(AddContact) == 0
    desk.fill(
        "contact",
        {
            "contact.happened_on": "2026-11-20", "contact.kind": "telephone",
            "contact.successful": True, "contact.text": "Mornings are calmer.",
        },
    )  # fmt: skip
    sent = desk.keeper.last(AddContact)
    assert (sent.happened_on, sent.successful) == (date(2026, 11, 20), True)
    assert desk.announced == [frozenset({"contact"})]
    assert desk.keeper.last(SaveDraft).content == ""


def test_a_concern_needs_nothing_but_what_it_is_about() -> None:
    desk = Desk(RaiseConcern=SAVED)
    desk.fill("concern", {"concern.what": "A bruise."})
    assert desk.keeper.last(RaiseConcern).what == "A bruise."


def test_what_was_typed_comes_back() -> None:
    kept = DraftText(
        kind="note", subject_id=BIG, content='{"note.text":"half a sen"}',
        saved_at=datetime(2026, 11, 20, tzinfo=UTC),
    )  # fmt: skip
    desk = Desk(Drafts=(kept,))
    desk.presenter.form_wanted("note", 0)
    assert desk.keeper.last(Drafts).subject_id == BIG
    assert desk.page.form["answers"] == {"note.text": "half a sen"}
    desk.presenter.typed({"note.text": "half a sentence"})
    assert desk.keeper.last(SaveDraft).content == '{"note.text":"half a sentence"}'


def test_a_draft_that_cannot_be_read_is_said_and_not_written_over() -> None:
    desk = Desk(Drafts=StorageFault("store.full"), AddCaseNote=SAVED)
    desk.fill("note", {"note.text": "anew"})
    assert desk.page.told("show_form_failure") == (say("form.draft_unread"),)
    desk.presenter.typed({"note.text": "anew"})
    assert desk.keeper.count(SaveDraft) == 0


def test_the_keepers_field_is_shown_at_the_question() -> None:
    desk = Desk(SavePerson=Invalid({"nhs_number": "nhs_number.length"}))
    desk.fill("person", {}, BIG + 5)
    assert desk.page.told("show_form_errors") == ({"person.nhs_number": say("nhs_number.length")},)


def test_a_conflict_is_said_in_the_form_and_keeps_it_open() -> None:
    desk = Desk(SavePerson=Conflict())
    desk.fill("person", {}, BIG + 5)
    assert desk.page.told("show_form_failure") == (say("error.conflict"),)
    assert not desk.page.was_told("close_form")


def test_correcting_a_person_sends_what_was_there_with_its_version() -> None:
    desk = Desk(SavePerson=SAVED)
    desk.fill("person", {"person.known_as": "Kuba"}, BIG + 5)
    sent, row = desk.keeper.last(SavePerson), made_up_family().people[4]
    assert (sent.person_id, sent.version) == (row.id, row.version)
    assert sent.particulars == row.particulars
    assert (sent.details.forename, sent.details.born_on) == ("Jakub", row.details.born_on)
    assert (sent.details.known_as, sent.details.local_id) == ("Kuba", "L1")


def test_homes_and_relationships_come_back_as_they_were() -> None:
    desk = Desk(SaveHome=SAVED, SaveRelationship=SAVED)
    desk.fill("home", {}, BIG + 30)
    assert desk.keeper.last(SaveHome).details == made_up_family().homes[0].details
    desk.fill("relationship", {}, BIG + 13)
    sent = desk.keeper.last(SaveRelationship)
    assert (sent.from_id, sent.to_id, sent.bond.code) == (BIG + 2, BIG + 4, "MTH")


def test_the_lead_goes_to_a_colleague_who_is_not_the_lead() -> None:
    staff = tuple(
        StaffChoice(account_id=BIG + one, name=name, role="practitioner")
        for one, name in ((90, "Priya Nair"), (91, "Omar Haddad"))
    )
    desk = Desk(Colleagues=staff, ChangeLead=SAVED)
    desk.fill("lead", {"lead.lead_id": BIG + 91, "lead.reason": "caseloads"})
    assert desk.page.form["people"] == ((BIG + 91, "Omar Haddad"),)
    assert desk.keeper.last(ChangeLead).lead_id == BIG + 91


AGREED = {
    "discussion.risk_branch": False, "discussion.practitioner": "Priya Nair",
    "discussion.discussed_with": BIG + 2, "discussion.children": [str(BIG + 4)],
    "discussion.discussed_on": "2026-09-02", "discussion.explained": ["why"],
    "choice.agrees": True, "choice.signed_by": "Anna", "choice.signed_on": "2026-09-03",
}  # fmt: skip


def test_an_agreement_says_what_the_family_decided() -> None:
    desk = Desk(RecordAgreement=SAVED)
    desk.fill("agreement", AGREED)
    sent = desk.keeper.last(RecordAgreement)
    assert (sent.status, sent.given_on) == ("given", date(2026, 9, 3))


REVIEWED = {
    "held.held_on": "2026-11-12", "held.mode": "taf_meeting", "held.chair": "Priya Nair",
    "held.attendees": [{"name": "Anna", "attendance": "attended"}],
    "progress.going_well": "Mornings.", "progress.worries": "Money.", "progress.next": "Go on.",
    "scales.home_money_by_parent": 4, "decision.significant_harm": False,
    "decision.decision": "continue", "decision.decision_reason": "It helps.",
    "decision.level_of_need": "L3", "decision.next_review_on": "2027-02-04",
    "decision.family_agrees": True,
}  # fmt: skip


def review_answers(desk: Desk) -> dict[str, Any]:
    from earlyhelp.domain.codes import code_list

    attended = code_list("attendance").items[0].code
    answers = REVIEWED | {"held.attendees": [{"name": "Anna", "attendance": attended}]}
    for child in (4, 5, 6):
        answers |= {f"child@{BIG + child}.obtained": True, f"child@{BIG + child}.view": "Good."}
    return answers | {f"results.now_{BIG + 70}": 7}


def test_a_review_carries_status_and_reading_of_each_outcome() -> None:
    desk = Desk(RecordReview=SAVED)
    desk.presenter.form_wanted("review", 0)
    desk.presenter.saved(desk.page.form["answers"] | review_answers(desk))
    sent = desk.keeper.last(RecordReview)
    assert set(sent.outcome_status.values()) == {"in_progress"}
    assert sent.outcome_now == {BIG + 70: 7}
    assert [(one.area, one.scorer, one.value) for one in sent.readings] == [
        ("home_money", "parent", 4)
    ]
    assert len(sent.answers["progress.outcomes"]) == 3
    assert not any(key.startswith("results.") for key in sent.answers)


def test_closing_asks_for_the_result_of_every_outcome() -> None:
    desk = Desk(CloseCase=SAVED)
    desk.fill("closure", {"reason.closed_on": "2026-11-20"})
    errors = desk.page.told("show_form_errors")[0]
    assert {f"results.status_{BIG + one}" for one in (70, 71, 72)} <= set(errors)
    assert desk.keeper.count(CloseCase) == 0


def test_starting_an_assessment_goes_to_it() -> None:
    desk = Desk(StartAssessment=SAVED)
    desk.presenter.start_assessment()
    assert desk.keeper.last(StartAssessment).case_id == BIG + 40
    assert desk.went == [("assessment", {"assessment_id": SAVED.id})]
