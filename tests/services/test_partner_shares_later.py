"""A plan that was shown, and what happens to the family and the involvement afterwards."""
# ruff: noqa: F811 - fixtures of another module

from datetime import date, timedelta

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.partner_shares import SharedPart
from earlyhelp.messages.people import Contactable, Particulars, WhoLooked
from earlyhelp.records.people import Person
from earlyhelp.services.partners_sight import Sight
from earlyhelp.services.rights_collect import open_family
from earlyhelp.services.rights_parts import parts_of
from tests.services.founded import TODAY
from tests.services.partnered import (  # noqa: F401  (fixtures)
    NAME,
    agreed,
    covered,
    invite,
    pat,
    planned,
)
from tests.services.shown import row, seen, show, shown, told  # noqa: F401


def test_who_joined_the_family_since_may_be_named_anywhere_until_it_is_shown_anew(door, pat, shown):
    assert seen(pat, shown)
    with door("priya").unit() as uow:
        child = uow.add(
            Person(family_id=shown.family_id, role="child"),
            directory=Contactable(
                forename="Ola", surname="Kowalska", born_on=TODAY - timedelta(900)
            ), particulars=Particulars(),
        ).id  # fmt: skip
        uow.commit()
    door("priya").context.index.refresh([shown.family_id])
    assert seen(pat, shown) is None
    show(door, shown, pat)
    assert "Maja sleeps through" in told(pat, shown)
    assert "Ola" not in told(pat, shown)
    agreed(door, shown, person_ids=(child,))
    show(door, shown, pat)
    assert "Ola" in told(pat, shown)  # a child the first involvement brought no name of


def test_what_tells_of_somebody_who_was_erased_is_not_shown(door, pat, shown):
    with pat.unit(Permission.PARTNER_READ) as uow:
        sight = Sight(uow, pat.context, shown.family_id)
        people = (shown.mother_id, shown.child_id)
        for subjects, may in (((shown.child_id,), True), ((shown.child_id, 7), False)):
            part = SharedPart(
                section="", title="", text="Bed at seven", subjects=subjects,
                data_class="personal", source="",
            )  # fmt: skip
            assert sight.still(part, people) is may


def test_whom_it_names_must_agree_also_where_it_was_not_told_of_them_then(door, pat, shown):
    with pat.unit(Permission.PARTNER_READ) as uow:
        sight = Sight(uow, pat.context, shown.family_id)
        for text, may in (("Bed at seven", True), ("Anna reads to her", False)):
            part = SharedPart(
                section="", title="", text=text, subjects=(shown.child_id,),
                data_class="personal", source="",
            )  # fmt: skip
            assert sight.still(part, (shown.mother_id, shown.child_id)) is may


def test_it_ends_with_the_last_day_of_the_involvement(door, pat, planned):
    invite(door, planned, pat, until_on=date(2026, 11, 23))
    show(door, planned, pat)
    assert seen(pat, planned)
    begun = door.clock.instant
    door.clock.instant = begun + timedelta(days=2)
    try:
        assert seen(pat, planned) is None
    finally:
        door.clock.instant = begun


def test_the_family_is_told_that_the_partner_looked(door, pat, shown):
    def looks():
        rows = door("priya").dispatch(WhoLooked(family_id=shown.family_id))
        return [row for row in rows if row.who == NAME]

    before = len(looks())
    seen(pat, shown)
    assert len(looks()) > before  # the list of plans may be a look, too
    assert looks()[0].what == "read what the family shares of its plan"


def test_opening_the_page_is_told_as_a_look_and_showing_as_an_act(door, pat, shown):
    row(door, shown)  # what the page of sharing asks when it is opened
    first, *rest = door("priya").dispatch(WhoLooked(family_id=shown.family_id))
    assert first.what == "looked at what partners were shown"
    assert "showed the plan to a partner in the program" in {one.what for one in rest}


def test_a_pack_holds_what_the_partner_was_shown(door, pat, shown):
    with door("maureen").unit(Permission.FAMILY_READ) as uow:
        parts = parts_of(open_family(uow, shown.family_id))
    (part,) = [one for one in parts if one.kind == "partner_share"]
    assert part.about == (shown.child_id,)
    assert any("Ring the GP on Monday" in one.text for one in part.fields)
