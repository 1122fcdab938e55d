"""A no to working together ends all sharing that rests on agreement; what keeps somebody safe goes on."""
# ruff: noqa: F811 - fixtures of another module

import pytest
from msgspec.structs import replace

from earlyhelp.messages.disclosing import ReaderFor
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.sharing import SharingPage
from tests.services.partnered import AGENCY, another, cover, covered, pat, planned  # noqa: F401
from tests.services.shown import seen, shown  # noqa: F401
from tests.services.test_agreements import agreed, refused, withdrawn
from tests.services.test_disclosure import laid, look, whys  # noqa: F401
from tests.services.test_sharing import agree, faults, log, told

NURSES = ReaderFor(kind="agency", name="Ms Hill", agency=AGENCY, basis="agreement", why="support")
ENDINGS = pytest.mark.parametrize(
    ("ending", "why"),
    [
        (withdrawn, "The family ended the agreement to work together"),
        (refused, "The family said no to working together"),
    ],
)


@pytest.fixture
def agreeing(door, laid):
    """A family that agreed to work together and that the nurses are told of the child."""
    planted, *_ = laid
    door("priya").dispatch(agreed(planted))
    door("priya").dispatch(agree(planted, agency=AGENCY))
    return laid


@ENDINGS
def test_nothing_is_given_on_paper_after_it_and_all_again_once_they_agree(
    door, agreeing, ending, why
):
    planted, *_ = agreeing
    assert look(door, agreeing, NURSES)[1].given
    door("priya").dispatch(ending(planted))
    _, after = look(door, agreeing, NURSES)
    assert after.given == 0
    assert why in whys(after)
    door("priya").dispatch(agreed(planted))
    assert look(door, agreeing, NURSES)[1].given


def test_what_keeps_somebody_safe_is_given_all_the_same(door, agreeing):
    planted, *_ = agreeing
    door("priya").dispatch(withdrawn(planted))
    police = replace(NURSES, agency="Police", basis="safeguarding", why="protect")
    assert "Sleepsbadly" in look(door, agreeing, police)[0]


@ENDINGS
def test_a_partner_sees_nothing_after_it(door, pat, shown, ending, why):
    door("priya").dispatch(agreed(shown))
    assert seen(pat, shown), why
    door("priya").dispatch(ending(shown))
    assert seen(pat, shown) is None
    door("priya").dispatch(agreed(shown))
    assert seen(pat, shown)


@ENDINGS
def test_telling_by_word_of_mouth_is_sent_back_but_for_safety(door, planted, ending, why):
    door("priya").dispatch(agree(planted, agency=AGENCY))
    said = told(planted, agency=AGENCY)
    door("priya").dispatch(said)
    door("priya").dispatch(ending(planted))
    assert faults(door, said) == {"basis": "sharing.told.ended"}, why
    safe = told(planted, agency=AGENCY, basis="safeguarding")
    door("priya").dispatch(safe)
    assert [row.basis for row in log(door, planted)] == ["safeguarding", "agreement"]


def test_the_family_page_says_that_sharing_stopped(door, planted):
    door("priya").dispatch(agree(planted, agency=AGENCY))
    door("priya").dispatch(agreed(planted))
    page = SharingPage(family_id=planted.family_id)
    view = door("priya").dispatch(page)
    assert view.ended == ""
    assert {one.state for one in view.cells} > {"none"}
    door("priya").dispatch(withdrawn(planted))
    view = door("priya").dispatch(page)
    assert view.ended == "withdrawn"
    assert {(one.state, one.reason) for one in view.cells} == {("none", "together_withdrawn")}
    header = door("priya").dispatch(FamilyPageView(family_id=planted.family_id))
    assert any("sharing stops" in pill.text for pill in header.pills)
