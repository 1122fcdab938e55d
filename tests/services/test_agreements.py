"""Agreement and privacy notice: two records, each whole, each about the family's own people."""

from datetime import date

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.cases import RecordAgreement, RecordPrivacyNotice
from earlyhelp.messages.family_view import FamilyPageView
from tests.services.founded import TODAY, plant

TALKED = "2026-11-20"


def said(planted):
    return {
        "discussion.risk_branch": False,
        "discussion.practitioner": "Priya Nandra, practitioner",
        "discussion.discussed_with": planted.mother_id,
        "discussion.children": [str(planted.child_id)],
        "discussion.discussed_on": TALKED,
        "discussion.explained": ["why", "withdraw"],
    }


def agreed(planted, **changes):
    answers = said(planted) | {
        "choice.agrees": True, "choice.signed_by": "Anna Kowalska", "choice.signed_on": TALKED,
    }  # fmt: skip
    return given(planted, "given", answers | changes)


def given(planted, status, answers, given_on=TODAY):
    return RecordAgreement(
        family_id=planted.family_id, status=status, given_on=given_on, answers=answers
    )


def refused(planted):
    answers = said(planted) | {
        "choice.agrees": False, "choice.refused_why": "Not now", "choice.refused_risk": "No",
    }  # fmt: skip
    return given(planted, "refused", answers)


def withdrawn(planted, **changes):
    answers = {
        "withdrawal.withdrawn": True, "withdrawal.withdrawn_on": TALKED,
        "withdrawal.withdrawn_by": "Anna", "withdrawal.withdrawn_effect": "Visits stop",
    }  # fmt: skip
    return given(planted, "withdrawn", answers | changes)


def notice(planted, **changes):
    answers = {
        "notice.given_to": [str(planted.mother_id)], "notice.given_how": "home_visit",
        "notice.lawful_basis": "public_task",
    }  # fmt: skip
    return RecordPrivacyNotice(
        family_id=planted.family_id, given_on=TODAY, notice_version="2026-01",
        answers=answers | changes,
    )  # fmt: skip


def statements(door, planted):
    return door("priya").dispatch(FamilyPageView(family_id=planted.family_id)).statements


def faults(door, message):
    with pytest.raises(Invalid) as caught:
        door("priya").dispatch(message)
    return caught.value.fields


def test_every_change_of_mind_is_kept(door, planted):
    for message in (agreed(planted), refused(planted), withdrawn(planted)):
        door("priya").dispatch(message)
    assert [row.status for row in statements(door, planted)] == ["withdrawn", "refused", "given"]


def test_the_status_must_be_what_the_form_says(door, planted):
    wrong = given(planted, "refused", agreed(planted).answers)
    assert faults(door, wrong) == {"choice.agrees": "agreement.status"}
    assert "status" in faults(door, given(planted, "perhaps", {}))
    assert "withdrawal.withdrawn" in faults(door, given(planted, "withdrawn", {}))


def test_a_form_that_is_not_whole_is_sent_back(door, planted):
    answers = agreed(planted).answers
    del answers["choice.signed_by"]
    assert faults(door, given(planted, "given", answers)) == {"choice.signed_by": "answer.required"}
    missing = withdrawn(planted, **{"withdrawal.withdrawn_by": ""})
    assert faults(door, missing) == {"withdrawal.withdrawn_by": "answer.required"}


def test_people_of_other_families_are_sent_back(door, planted):
    other = plant(door, surname="Pascoe")
    stranger = agreed(planted, **{"discussion.discussed_with": other.mother_id})
    assert faults(door, stranger) == {"discussion.discussed_with": "answer.person"}
    stranger = notice(planted, **{"notice.given_to": [str(other.mother_id)]})
    assert faults(door, stranger) == {"notice.given_to": "answer.person"}


def test_nothing_is_agreed_tomorrow(door, planted):
    later = given(planted, "given", agreed(planted).answers, given_on=date(2026, 11, 23))
    assert faults(door, later) == {"given_on": "casepages.future"}


def test_a_notice_is_a_record_of_its_own(door, planted):
    door("priya").dispatch(notice(planted))
    rows = statements(door, planted)
    assert [(row.kind, row.by) for row in rows] == [("privacy_notice", "Priya Nandra")]
    assert rows[0].answers["notice.version"] == "2026-01"


def test_a_notice_without_its_lawful_basis_is_sent_back(door, planted):
    wrong = faults(door, notice(planted, **{"notice.lawful_basis": ""}))
    assert wrong == {"notice.lawful_basis": "answer.required"}


def test_only_those_who_work_with_the_family_record_it(door, planted):
    for login in ("omar", "sol", "sam", "bea"):
        with pytest.raises(Refused):
            door(login).dispatch(agreed(planted))
        with pytest.raises(Refused):
            door(login).dispatch(notice(planted))
    assert door("maureen").dispatch(agreed(planted)).version == 1
    assert door("maureen").dispatch(notice(planted)).version == 1
