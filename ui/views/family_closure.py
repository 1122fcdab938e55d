"""How the case stands at its end: close it, sign it off, or how it was closed and what was said then."""

from collections.abc import Sequence

from earlyhelp.messages.family_view import CaseView, EndingAsked, FamilyView, SaidLine
from ui.views.family_rows import coded
from ui.views.family_sections import Section
from ui.views.said import Said
from ui.widgets.basics import label
from ui.wording import day, say


class ClosureSection(Section):
    """Emits `form_wanted` with "sign_off", "closure" or "ask_sign_off", and 0."""

    def __init__(self) -> None:
        super().__init__(say("family.closure"))
        self.add_form_button("sign_off", "case:sign_off")
        self.add_form_button("closure", "case:close")
        self.add_form_button("ask_sign_off", "case:ask_sign_off")
        self._lines = [label() for _place in range(4)]
        self._said = Said()
        for line in (*self._lines, self._said):
            self.card.body.addWidget(line)

    def show_family(self, family: FamilyView) -> None:
        """Show where the case stands."""
        self.show_permitted(_ways(family))
        self.show_none(empty=family.case is None)
        said = _lines(family.case) if family.case else []
        for place, line in enumerate(self._lines):
            line.setText(said[place] if place < len(said) else "")
            line.setVisible(place < len(said))
        answers = _answers(family.case) if family.case else ()
        self._said.show_answers((one.label, one.text) for one in answers)
        self._said.setVisible(bool(answers))


def _ways(family: FamilyView) -> frozenset[str]:
    """Return the one way to end it that fits: what was sent is signed off, not written anew."""
    if "case:sign_off" not in family.may:
        return family.may
    waits = family.case is not None and family.case.asked is not None and family.case.asked.waits
    other = "case:close" if waits else "case:sign_off"
    return family.may - {"case:ask_sign_off", other}


def _answers(case: CaseView) -> Sequence[SaidLine]:
    return case.asked.said if case.asked is not None else case.ending


def _lines(case: CaseView) -> list[str]:
    lines = [say("family.closure.opened", date=day(case.opened_on), lead=case.lead_professional)]
    if case.closed_on is None:
        return [*lines, *_sent(case.asked), say("family.closure.open")]
    lines.append(say("family.closure.closed", date=day(case.closed_on)))
    reason = coded("closure_reason", case.closure_reason)
    if reason and all(one.text != reason for one in case.ending):  # it came without its form
        lines.append(say("family.closure.reason", reason=reason))
    if case.ended_by:
        lines.append(say("family.closure.closed_by", who=case.ended_by))
    return lines


def _sent(asked: EndingAsked | None) -> list[str]:
    """Return who sent the ending to a manager, and what became of it."""
    if asked is None:
        return []
    lines = [say("family.closure.asked", who=asked.by, date=day(asked.asked_on))]
    if asked.returned_by:
        told = say("family.closure.returned", who=asked.returned_by, text=asked.returned)
        return [*lines, told]
    return lines
