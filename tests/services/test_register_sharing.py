"""Line 2 of the register: packages for safety need no sharing agreement, all others a live one."""

import pytest

from earlyhelp.messages.sharing import EndIsa
from earlyhelp.records.sharing import PartnerPackage
from tests.services.founded import TODAY
from tests.services.register_world import line_found, slip_in
from tests.services.test_packages import sent  # noqa: F401
from tests.services.test_sharing import isa


def line_2(door):
    run = line_found(door, 2)
    return next(one for one in run.checks if one.check == "agreements_live")


def slipped(door, agency, basis=""):
    return slip_in(
        door("ira"), PartnerPackage, name=f"p-{agency}-{basis}", agency=agency, basis=basis,
        sent_at=door.clock.now(), delete_by=TODAY,
    )  # fmt: skip


def test_a_package_for_safety_leaves_the_line_green(door, sent):  # noqa: F811
    assert line_2(door).status == "ok"
    with door("priya").unit() as uow:
        (row,) = uow.all(PartnerPackage)
        assert row.basis == "safeguarding"


@pytest.mark.parametrize("agency", ["Hyde Park School", "  hyde park   SCHOOL "])
def test_a_live_agreement_covers_however_the_service_is_spelt(door, agency):
    kept = door("ira").dispatch(isa())
    mend = slipped(door, agency, "agreement")
    try:
        assert line_2(door).status == "ok"
    finally:
        mend()
        door("ira").dispatch(EndIsa(isa_id=kept.id, version=kept.version))


@pytest.mark.parametrize("basis", ["agreement", "information_duty", ""])
def test_without_an_agreement_any_other_ground_turns_it_red(door, basis):
    mend = slipped(door, "Nobody Knows Ltd", basis)
    try:
        assert line_2(door).status == "red"
    finally:
        mend()
    mend = slipped(door, "Nobody Knows Ltd", "legal_order")
    try:
        assert line_2(door).status == "ok"
    finally:
        mend()
