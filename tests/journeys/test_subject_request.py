"""A request for a copy of a record, by keyboard in the real window over the real keeper."""

from datetime import timedelta
from pathlib import Path

import pytest

from earlyhelp.clock import SystemClock
from ui.tour.journey import Journey
from ui.wording import say


@pytest.mark.long
def test_a_request_is_recorded_answered_and_opened(walk: Journey, tmp_path: Path) -> None:
    hands = walk.hands
    walk.sign_in("information_governance")
    hands.open_page("subject_requests")
    hands.press(say("subject_requests.record"))
    came = SystemClock().today() - timedelta(days=2)
    for part, number in (("Day", came.day), ("Month", came.month), ("Year", came.year)):
        hands.write(say("date.part", label="When did it come?", part=part), str(number))
    hands.choose("How did it come?", "By letter")
    hands.write("First name", "Zofia")
    hands.write("Surname", "Nobody")
    hands.write("Name of the person who asks", "Zofia Nobody")
    hands.choose("For whom do they ask?", "For themselves")
    hands.press(say("family.form.subject_request.save"))
    hands.settle()
    hands.open_row(say("subject_requests.table"), "Zofia Nobody")
    hands.open_section(say("subject.section.known"))
    hands.lock()
    walk.sign_in("team_manager")
    hands.open_page("subject_requests")
    hands.open_row(say("subject_requests.table"), "Zofia Nobody")
    hands.open_section(say("subject.section.known"))
    hands.press(say("subject.known.no"))
    hands.settle()
