"""A partner of the school nurses, a family with a plan in force that names them, and what they see."""

import pytest

from earlyhelp import bootstrap
from earlyhelp.keys.header import read_header
from earlyhelp.keys.slots import Credentials, unlock
from earlyhelp.messages.conduct import AcceptConduct, Conduct
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.partners import InvitePartner, OwnActions
from earlyhelp.messages.session import ChangePassphrase
from earlyhelp.messages.staff import ApproveAccount, CreateAccount
from tests.services.filled import authorised, closing, content
from tests.services.founded import PASSPHRASE
from tests.services.test_sharing import agree, isa
from tests.services.test_staff import OTHER

NAME, AGENCY = "Pat Rowe", "School nursing"


@pytest.fixture(scope="module")
def pat(door):
    """A partner of the school nurses: entered by Bea, let in by Maureen."""
    return let_in(door, "pat", NAME)


@pytest.fixture(scope="module")
def another(door):
    """A second partner of the same service."""
    return let_in(door, "lee", "Lee Marsh")


def let_in(door, login, name, role="partner", agency=AGENCY, by="maureen"):
    asked = CreateAccount(login=login, name=name, role=role, passphrase=PASSPHRASE, agency=agency)
    ident = door("bea").dispatch(asked).id
    door(by).dispatch(ApproveAccount(account_id=ident, version=1))
    header = read_header(door.folder / "store.ehdh")
    door._opened[login] = bootstrap.CASE, unlock(header, Credentials(login, PASSPHRASE))
    desk = door(login)
    desk.dispatch(ChangePassphrase(passphrase=PASSPHRASE, new_passphrase=OTHER))
    if desk.context.conduct_due:
        desk.dispatch(AcceptConduct(text_version=desk.dispatch(Conduct()).version))
    return desk


@pytest.fixture(scope="module", autouse=True)
def covered(door):
    """School nursing may be told of daily life, to help together."""
    return cover(door)


def cover(door, **changes):
    return door("ira").dispatch(
        isa(agency=AGENCY, purposes=("support",), classes=("identity", "personal"), **changes)
    )


def agreed(door, planted, **changes):
    plain = {"agency": AGENCY, "classes": ("identity", "personal")}
    return door("priya").dispatch(agree(planted, **plain | changes))


@pytest.fixture
def planned(door, planted):
    """A family with a plan in force: one action is Pat's, and they agreed that Pat's service knows."""
    authorised(door, planted, content(owner=NAME))
    agreed(door, planted)
    return planted


def invite(door, planted, pat, **more):
    message = InvitePartner(family_id=planted.family_id, account_id=pat.id, **more)
    return door("priya").dispatch(message)


def of(pat, planted):
    return [row for row in pat.dispatch(OwnActions()) if row.reference == planted.reference]


def close(door, planted):
    case = door("priya").dispatch(FamilyPageView(family_id=planted.family_id)).case
    door("priya").dispatch(closing(planted, case.version))
