"""How the case stands at its end: close it, or how it was closed and all that was said then."""

from earlyhelp.messages.family_view import CaseView, FamilyView
from ui.views.family_rows import coded
from ui.views.family_sections import Section
from ui.views.said import Said
from ui.widgets.basics import label
from ui.wording import day, say


class ClosureSection(Section):
    """Emits `form_wanted("closure", 0)`."""

    def __init__(self) -> None:
        super().__init__(say("family.closure"))
        self.add_form_button("closure", "case:close")
        self._lines = [label() for _place in range(4)]
        self._said = Said()
        for line in (*self._lines, self._said):
            self.card.body.addWidget(line)

    def show_family(self, family: FamilyView) -> None:
        """Show where the case stands."""
        self.show_permitted(family.may)
        self.show_none(empty=family.case is None)
        said = _lines(family.case) if family.case else []
        for place, line in enumerate(self._lines):
            line.setText(said[place] if place < len(said) else "")
            line.setVisible(place < len(said))
        answers = family.case.ending if family.case else ()
        self._said.show_answers((one.label, one.text) for one in answers)
        self._said.setVisible(bool(answers))


def _lines(case: CaseView) -> list[str]:
    lines = [say("family.closure.opened", date=day(case.opened_on), lead=case.lead_professional)]
    if case.closed_on is None:
        return [*lines, say("family.closure.open")]
    lines.append(say("family.closure.closed", date=day(case.closed_on)))
    reason = coded("closure_reason", case.closure_reason)
    if reason and all(one.text != reason for one in case.ending):  # it came without its form
        lines.append(say("family.closure.reason", reason=reason))
    if case.ended_by:
        lines.append(say("family.closure.closed_by", who=case.ended_by))
    return lines
