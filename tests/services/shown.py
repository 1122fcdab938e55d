"""A plan shown to a partner in the program, and what the partner sees of it."""

import pytest
from msgspec.structs import replace

from earlyhelp.errors import Refused
from earlyhelp.messages.partner_shares import (
    PartnerShares,
    SharedPlanPage,
    SharedPlans,
    ShareWithPartner,
)
from tests.services.partnered import invite


def row(door, planted, login="priya"):
    (found,) = door(login).dispatch(PartnerShares(family_id=planted.family_id))
    return found


def show(door, planted, partner, login="priya", **changes):
    """Show the plan in force, whatever was found in it taken out."""
    plan_id = changes.pop("plan_id", 0) or row(door, planted, login).plan_id
    asked = ShareWithPartner(family_id=planted.family_id, account_id=partner.id, plan_id=plan_id)
    return door(login).dispatch(replace(asked, **changes))


def seen(partner, planted):
    """Return what the partner sees of a family: nothing in the list and no page, or the plan."""
    rows = [one for one in partner.dispatch(SharedPlans()) if one.reference == planted.reference]
    page = SharedPlanPage(family_id=planted.family_id)
    if rows:
        plan = partner.dispatch(page)
        assert rows == [plan.row]
        return plan
    with pytest.raises(Refused) as refused:
        partner.dispatch(page)
    assert refused.value.key == "refused.record"
    return None


def told(partner, planted):
    plan = seen(partner, planted)
    lines = [line for section in plan.sections for line in section.lines] if plan else []
    return "\n".join(f"{line.title}: {line.text}" for line in lines)


@pytest.fixture
def shown(door, pat, planned):
    """A family whose plan Pat was shown."""
    invite(door, planned, pat)
    show(door, planned, pat)
    return planned
