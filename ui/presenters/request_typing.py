"""What is typed into a new request, and how two stretches of it become one.  Refuses to lose a word."""

import msgspec

from earlyhelp.forms.definition import Answer, Answers, answer_key
from earlyhelp.forms.loader import form

Typed = dict[str, str]


class Typing(msgspec.Struct, frozen=True, kw_only=True):
    """All that is typed into the page; people as role, forename, surname, born, numbers, ids."""

    answers: Answers = {}
    people: tuple[Typed, ...] = ()
    team_id: int = 0

    def with_more(self, more: "Typing") -> "Typing":
        """Return this with what was typed after it: no long answer and nobody of either is lost."""
        both = {key: _joined(key, self.answers.get(key), one) for key, one in more.answers.items()}
        people = (*self.people, *(one for one in more.people if one not in self.people))
        team_id = more.team_id or self.team_id
        return Typing(answers=self.answers | both, people=people, team_id=team_id)


def _joined(key: str, older: Answer | None, newer: Answer) -> Answer:
    """Return the newer answer; of two long texts both, one under the other."""
    if not (isinstance(older, str) and isinstance(newer, str) and key in _long_answers()):
        return newer
    return older if newer in older else f"{older}\n{newer}"


def _long_answers() -> frozenset[str]:
    sections = form("request_for_support").section
    fields = ((one, field) for one in sections for field in one.field)
    return frozenset(answer_key(one, field) for one, field in fields if field.kind == "text")
