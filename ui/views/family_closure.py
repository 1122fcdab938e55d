"""How the case stands at its end: close it, or how it was closed and what keeps things going."""

from earlyhelp.messages.family_view import CaseView, FamilyView
from ui.views.family_rows import coded
from ui.views.family_sections import Section
from ui.widgets.basics import label
from ui.wording import day, say


class ClosureSection(Section):
    """Emits `form_wanted("closure", 0)`."""

    def __init__(self) -> None:
        super().__init__(say("family.closure"))
        self.add_form_button("closure", "case:close")
        self._lines = [label() for _place in range(4)]
        for line in self._lines:
            self.card.body.addWidget(line)

    def show_family(self, family: FamilyView) -> None:
        """Show where the case stands."""
        self.show_permitted(family.may)
        self.show_none(empty=family.case is None)
        said = _lines(family.case) if family.case else []
        for place, line in enumerate(self._lines):
            line.setText(said[place] if place < len(said) else "")
            line.setVisible(place < len(said))


def _lines(case: CaseView) -> list[str]:
    lines = [say("family.closure.opened", date=day(case.opened_on), lead=case.lead_professional)]
    if case.closed_on is None:
        return [*lines, say("family.closure.open")]
    lines.append(say("family.closure.closed", date=day(case.closed_on)))
    if case.closure_reason:
        reason = coded("closure_reason", case.closure_reason)
        lines.append(say("family.closure.reason", reason=reason))
    if case.sustaining:
        lines.append(say("family.closure.sustaining", text=case.sustaining))
    return lines
