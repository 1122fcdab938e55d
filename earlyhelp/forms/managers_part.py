"""Which part of a form only a manager fills in.  Knows no person: who is a manager, the rules say."""

from collections.abc import Iterable, Sequence

from earlyhelp.forms.definition import Answers, FormDefinition
from earlyhelp.forms.validation import progress

#: What is said of an answer to a manager's question that came from somebody else.
NOT_YOURS = "answer.managers"


def managers_answers(form: FormDefinition, keys: Iterable[str]) -> frozenset[str]:
    """Return those answer keys whose section only a manager fills in."""
    places = {section.id for section in form.section if section.by}
    return frozenset(key for key in keys if key.partition(".")[0].partition("@")[0] in places)


def how_far(form: FormDefinition, answers: Answers, children: Sequence[int]) -> tuple[int, int]:
    """Return how many sections are done and how many there are; a manager's part counts in neither."""
    theirs = {section.id for section in form.section if section.by}
    lines = [one for one in progress(form, answers, children) if one.section_id not in theirs]
    return sum(line.state == "done" for line in lines), len(lines)
