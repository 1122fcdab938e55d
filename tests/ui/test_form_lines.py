"""Lines of a form keep what is typed; the check says what is too long."""

from earlyhelp.forms.definition import Field, Section
from ui.forms.renderer import FormPage


def test_a_line_keeps_all_that_is_pasted_so_that_the_check_can_say_it(dressed, qtbot) -> None:
    made = {"purpose": "test", "classification": "personal"}
    line = Field(id="line", kind="line", label="Line", max_length=120, **made)
    number = Field(id="number", kind="number", label="Number", **made)
    page = FormPage([Section("s", "A", "Title", (line, number))])
    qtbot.addWidget(page)
    for key in ("s.line", "s.number"):
        box = page.box(key).input
        box.box.insert("7" * 300)
        assert box.value() == "7" * 300
