"""Contacts, notes, events and concerns as they are recorded."""

from datetime import date

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.cases import RaiseConcern
from earlyhelp.messages.casework import AddCaseNote, AddChronologyEvent, AddContact
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.records.cases import Case, SafeguardingConcern
from tests.services.founded import TODAY, plant


def contact(planted, **changes):
    said = {
        "family_id": planted.family_id, "happened_on": TODAY, "kind": "telephone",
        "successful": True, "text": "Rang",
    }  # fmt: skip
    return AddContact(**said | changes)


def case_of(door, planted):
    with door("priya").unit() as uow:
        return uow.get(Case, planted.case_id)


def view_of(door, planted):
    return door("priya").dispatch(FamilyPageView(family_id=planted.family_id))


def test_the_first_contact_that_succeeds_stops_the_clock(door, planted):
    desk = door("priya")
    desk.dispatch(contact(planted, successful=False, happened_on=date(2026, 10, 2)))
    assert case_of(door, planted).first_contact_on is None
    receipt = desk.dispatch(contact(planted, happened_on=date(2026, 10, 5)))
    assert "contact" in receipt.changed
    assert case_of(door, planted).first_contact_on == date(2026, 10, 5)


def test_an_earlier_contact_written_up_later_counts_and_a_later_one_does_not(door, planted):
    desk = door("priya")
    desk.dispatch(contact(planted, happened_on=date(2026, 10, 5)))
    desk.dispatch(contact(planted, happened_on=date(2026, 10, 9)))
    assert case_of(door, planted).first_contact_on == date(2026, 10, 5)
    desk.dispatch(contact(planted, happened_on=date(2026, 10, 3)))
    assert case_of(door, planted).first_contact_on == date(2026, 10, 3)


def test_a_contact_before_the_case_is_kept_and_stops_no_clock(door, planted):
    door("priya").dispatch(contact(planted, happened_on=date(2026, 9, 30)))
    assert case_of(door, planted).first_contact_on is None
    assert [row.text for row in view_of(door, planted).timeline] == ["Telephone: Rang"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"happened_on": date(2026, 11, 23)}, "happened_on"),
        ({"happened_on": date(1066, 1, 1)}, "happened_on"),
        ({"kind": "pigeon"}, "kind"),
        ({"text": "  "}, "text"),
        ({"text": "x" * 4001}, "text"),
    ],
)
def test_a_contact_that_cannot_be_is_sent_back(door, planted, changes, field):
    with pytest.raises(Invalid) as caught:
        door("priya").dispatch(contact(planted, **changes))
    assert set(caught.value.fields) == {field}


def test_nobody_else_writes_into_the_record(door, planted):
    messages = (
        contact(planted),
        AddCaseNote(family_id=planted.family_id, text="Note"),
        AddChronologyEvent(
            family_id=planted.family_id, happened_on=TODAY, kind="other", text="Event"
        ),
        RaiseConcern(family_id=planted.family_id, what="Worry"),
    )
    for message in messages:
        for login in ("omar", "sol", "sam", "bea", "ira"):
            with pytest.raises(Refused):
                door(login).dispatch(message)
        assert door("priya").dispatch(message).family_id == planted.family_id


def test_a_note_goes_to_the_chronology_only_where_asked(door, planted):
    desk = door("priya")
    desk.dispatch(AddCaseNote(family_id=planted.family_id, text="Spoke with school"))
    assert view_of(door, planted).chronology == ()
    desk.dispatch(
        AddCaseNote(family_id=planted.family_id, text="Excluded today", to_chronology=True)
    )
    view = view_of(door, planted)
    assert [row.text for row in view.chronology] == ["Excluded today"]
    assert len(view.timeline) == 2


def test_an_empty_note_is_sent_back(door, planted):
    with pytest.raises(Invalid):
        door("priya").dispatch(AddCaseNote(family_id=planted.family_id, text="\n"))


def test_an_event_is_listed_by_the_day_it_happened(door, planted):
    door("priya").dispatch(
        AddChronologyEvent(
            family_id=planted.family_id,
            happened_on=date(2018, 2, 3),
            kind="homeless",
            text="Lost the flat",
            source="Housing",
        )
    )
    row = view_of(door, planted).chronology[0]
    assert (row.on, row.kind, row.text) == (date(2018, 2, 3), "homeless", "Lost the flat")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"happened_on": date(2027, 1, 1)}, "happened_on"),
        ({"source": "x" * 301}, "source"),
    ],
)
def test_an_event_that_cannot_be_is_sent_back(door, planted, changes, field):
    said = {"family_id": planted.family_id, "happened_on": TODAY, "kind": "other", "text": "Event"}
    with pytest.raises(Invalid) as caught:
        door("priya").dispatch(AddChronologyEvent(**said | changes))
    assert set(caught.value.fields) == {field}


def test_a_concern_needs_no_agreement_and_stops_early_help(door, planted):
    receipt = door("priya").dispatch(
        RaiseConcern(family_id=planted.family_id, what="A bruise", child_words="It hurts")
    )
    assert {"safeguarding_concern", "chronology_event", "early_help_case"} <= receipt.changed
    assert case_of(door, planted).status == "escalated"
    with door("priya").unit() as uow:
        concern = uow.get(SafeguardingConcern, receipt.id)
        content = uow.open(concern, "content")
    assert (content.text, content.answers["child_words"]) == ("A bruise", "It hurts")
    rows = view_of(door, planted).chronology
    assert [(row.text, row.tone) for row in rows] == [
        ("Safeguarding concern raised: A bruise", "danger")
    ]


def test_a_concern_about_a_closed_case_is_taken_and_opens_nothing(door):
    closed = plant(door, status="closed")
    assert door("priya").dispatch(RaiseConcern(family_id=closed.family_id, what="Worry")).id
    assert case_of(door, closed).status == "closed"


def test_a_concern_without_words_is_sent_back(door, planted):
    with pytest.raises(Invalid) as caught:
        door("priya").dispatch(RaiseConcern(family_id=planted.family_id, what=" "))
    assert set(caught.value.fields) == {"what"}
