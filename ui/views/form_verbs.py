"""The verbs of whatever opens a form over a page.  Knows no form by name."""

from earlyhelp.forms.definition import Answers, Section
from ui.views.family_form import FormHost, People


class FormVerbs:
    """What a page offers a presenter that opens forms over it; the page has a `forms` host."""

    forms: FormHost

    def open_form(
        self,
        name: str,
        sections: tuple[Section, ...],
        answers: Answers,
        people: People,
        children: People,
    ) -> None:
        """Open a form over the page."""
        self.forms.open(name, sections, answers, people, children)

    def show_form_errors(self, errors: dict[str, str]) -> None:
        """Show what is wrong in the form."""
        self.forms.show_errors(errors)

    def show_form_failure(self, sentence: str) -> None:
        """Show why the form was not saved."""
        self.forms.show_failure(sentence)

    def set_form_busy(self, busy: bool) -> None:
        """Take no press while the keeper answers."""
        self.forms.set_busy(busy)

    def close_form(self) -> None:
        """Close the form."""
        self.forms.close()
