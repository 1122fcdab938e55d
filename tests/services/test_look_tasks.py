"""What stands on a manager's list is why they look: nobody is asked about their own task."""

from earlyhelp.messages.cases import AnswerConcern, RaiseConcern
from earlyhelp.services.look_purpose import Purposes, purpose_words
from tests.services.filled import authorised
from tests.services.founded import TODAY
from tests.services.test_endings_sent import case_seen, give_back, lost
from tests.services.test_look_purpose import look, needs, newest


def fresh(door, login="maureen"):
    """A session in which nobody has said yet why they look."""
    found = door(login)
    found.context.purposes = Purposes()
    return found


def test_a_concern_that_waits_for_its_answer(door, planted):
    authorised(door, planted)
    needs(fresh(door), look(planted))
    door("priya").dispatch(RaiseConcern(family_id=planted.family_id, what="A bruise"))
    maureen = fresh(door)
    maureen.dispatch(look(planted))
    assert newest(maureen).purpose == "task:concern"
    assert purpose_words("task:concern") == "Safeguarding concern waiting for its answer"
    answered = AnswerConcern(
        family_id=planted.family_id, outcome="returned", answered_on=TODAY, text="No harm found."
    )
    maureen.dispatch(answered)
    needs(fresh(door), look(planted))


def test_an_ending_that_waits_for_a_sign_off(door, planted):
    needs(fresh(door), look(planted))
    lost(door, planted)
    maureen = fresh(door)
    maureen.dispatch(look(planted))
    assert newest(maureen).purpose == "task:ending"
    give_back(door, planted, case_seen(door, planted).asked.id)
    needs(fresh(door), look(planted))
