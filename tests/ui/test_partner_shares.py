"""Showing the plan to a partner in the program, and the page where the partner reads it."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.disclosing import DisclosurePreview, Preview, ReaderFor
from earlyhelp.messages.partner_shares import (
    AgreedRow,
    PartnerShareRow,
    PartnerShares,
    SharedLine,
    SharedPlan,
    SharedPlanPage,
    SharedPlanRow,
    SharedPlans,
    SharedSection,
    ShareWithPartner,
)
from tests.ui.test_sharing_views import cells
from ui.presenters.partner_shares import PartnerSharesPresenter
from ui.presenters.shared_plans import SharedPlansPresenter
from ui.views.family_partners import PartnersPart
from ui.views.shared_plans import SharedPlansView
from ui.wording import say

PAT = PartnerShareRow(
    account_id=1 << 60, name="Pat Rowe", agency="School nursing", plan_id=9,
    reader=ReaderFor(kind="agency", name="Pat Rowe", agency="School nursing", basis="agreement"),
)  # fmt: skip
SHOWN = replace(
    PAT, account_id=5, name="Lee Marsh", number=2, by="Priya Nandra",
    shared_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
)  # fmt: skip
PREVIEW = Preview(content=b"", left_out=(), to_settle=(), given=3)
ROW = SharedPlanRow(
    family_id=1 << 60, family="Kowalska", reference="EH-2026-000001", number=2,
    shared_on=date(2026, 11, 20),
)  # fmt: skip
PLAN = SharedPlan(
    row=ROW,
    sections=(
        SharedSection(title="People", source="", lines=(SharedLine(title="", text="Maja"),)),
        SharedSection(title="Plan", source="", lines=(SharedLine(title="Sleep", text="Bed at 7"),)),
    ),
    agreed=(
        AgreedRow(
            name="Maja", permitted=(("support", "personal"),), until_on=date(2026, 12, 24)
        ),
    ),
)  # fmt: skip
OTHER_ROW = replace(ROW, family_id=6, family="", reference="EH-2026-000002")
OTHER = replace(PLAN, row=OTHER_ROW, sections=())


class Over:
    """Remembers what the dialog over the page was told."""

    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda *given: self.told.append((name, *given))


@pytest.fixture
def desk(qtbot, dressed):
    answers = {
        PartnerShares: (PAT, SHOWN), DisclosurePreview: PREVIEW,
        ShareWithPartner: Receipt(id=1, changed=frozenset({"partner_share"})),
    }  # fmt: skip
    sent, said, over, part = [], [], Over(), PartnersPart()

    def send(message, succeeded, failed):
        sent.append(message)
        answer = answers[type(message)]
        (failed if isinstance(answer, Exception) else succeeded)(answer)

    qtbot.addWidget(part)
    part.show()
    made = PartnerSharesPresenter(part, over, send, said.append, 7)
    made.load()
    part.plan_wanted.connect(made.begin)
    return part, made, over, sent, said, answers


def test_it_is_said_who_was_shown_what_and_that_it_changed(desk):
    part, made, *_, answers = desk
    assert [row[1] for row in cells(part.table)] == ["Nothing yet", "Shown in the program"]
    answers[PartnerShares] = (replace(SHOWN, changed=True),)
    made.load()
    (row,) = cells(part.table)
    assert row[1] == "The plan changed since"
    answers[PartnerShares] = ()
    made.load()
    assert not part.show_plan.isVisible()


def test_the_chosen_partner_is_shown_what_was_previewed_and_settled(desk):
    part, made, over, sent, said, _ = desk
    part.table.choose(PAT.account_id)
    part.show_plan.click()
    asked = sent[-1]
    assert (asked.kind, asked.subject_id, asked.reader) == ("plan", 9, PAT.reader)
    assert over.told[-1] == ("show_preview", PREVIEW)
    made.settle({"a": "remove"})
    assert sent[-1] == replace(asked, settled={"a": "remove"})
    made.share({"a": "remove"})
    assert sent[-1] == ShareWithPartner(
        family_id=7, account_id=PAT.account_id, plan_id=9, settled={"a": "remove"}
    )
    assert over.told[-1] == ("leave",)
    assert said == [frozenset({"partner_share"})]
    made.share({})
    assert len(said) == 1


def test_what_is_refused_is_said_where_it_was_asked(desk):
    part, made, over, _, said, answers = desk
    made.begin(PAT.account_id)
    answers[ShareWithPartner] = Invalid({"settled": "disclosure.settle"}, key="disclosure.settle")
    made.share({})
    assert over.told[-1] == ("show_preview_failure", say("disclosure.settle"))
    assert said == []
    answers[DisclosurePreview] = Refused("refused.record")
    made.begin(PAT.account_id)
    assert part._failure.isVisible()


def test_without_a_plan_in_force_nothing_is_asked(desk):
    part, made, _, sent, _, answers = desk
    answers[PartnerShares] = (replace(PAT, plan_id=0),)
    made.load()
    part.show_plan.click()
    assert isinstance(sent[-1], PartnerShares)
    assert part._failure.isVisible()


@pytest.fixture
def page(qtbot, dressed):
    answers, sent = {SharedPlans: (ROW, OTHER_ROW), ROW.family_id: PLAN, 6: OTHER}, []
    view = SharedPlansView()
    qtbot.addWidget(view)
    view.show()

    def send(message, succeeded, failed):
        sent.append(message)
        answer = answers[getattr(message, "family_id", SharedPlans)]
        (failed if isinstance(answer, Exception) else succeeded)(answer)

    made = SharedPlansPresenter(view, send)
    view.family_chosen.connect(made.choose)
    made.load()
    return view, made, answers, sent


def test_a_partner_reads_the_plan_of_the_chosen_family_one_look_each(page):
    view, _, _, sent = page
    assert sent == [SharedPlans(), SharedPlanPage(family_id=ROW.family_id)]
    assert cells(view.parts) == [["People", "Maja"], ["Sleep", "Bed at 7"]]
    assert cells(view.agreed) == [["Maja", "daily life, plan — to help together"]]
    assert "2" in view._as_of.text()
    assert "20 Nov 2026" in view._as_of.text()
    view.families.choose(6)
    assert sent[2:] == [SharedPlanPage(family_id=6)]
    assert cells(view.parts) == []
    assert "EH-2026-000002" in view._plan.accessibleName()


@pytest.mark.parametrize("asked", [SharedPlans, ROW.family_id])
def test_what_may_not_be_told_any_more_does_not_stay_on_the_page(page, asked):
    view, made, answers, _ = page
    answers[asked] = Refused("refused.record")
    made.load()
    assert not view._plan.isVisible()
    assert not view._said.isVisible()
    assert view._failure.isVisible()
    assert cells(view.parts) == cells(view.agreed) == []
    answers |= {SharedPlans: (OTHER_ROW,)}
    made.load()
    assert view._plan.isVisible()
    answers |= {SharedPlans: ()}
    made.load()
    assert not view._plan.isVisible()


def test_a_partner_no_action_names_is_said_so_with_what_to_write() -> None:
    from ui.views.family_partners import _note

    assert "Pat Rowe" in _note(PAT)
    assert _note(replace(PAT, own_actions=1)) == ""
    assert _note(replace(PAT, plan_id=0)) == ""
