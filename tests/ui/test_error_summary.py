"""The summary of what is wrong: it is seen, and so is what it leads to; each line says which question."""

from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.forms.error_summary import ErrorSummary
from ui.wording import fault_at


def test_a_line_says_which_question_and_what_is_wrong():
    assert fault_at("Basic care", "Answer this.") == "Basic care: Answer this."
    assert fault_at("What happened?", "Answer this.") == "What happened? Answer this."


def test_a_summary_out_of_sight_is_scrolled_to_and_so_is_what_it_leads_to(dressed, qtbot):
    around, page = QScrollArea(), QWidget()
    qtbot.addWidget(around)
    column, summary = QVBoxLayout(page), ErrorSummary()
    lines = [QLineEdit() for _ in range(60)]
    for part in (summary, *lines):
        column.addWidget(part)
    around.setWidget(page)
    around.setWidgetResizable(True)
    around.resize(400, 300)
    around.show()
    summary.link_chosen.connect(lambda _key: lines[30].setFocus())
    bar = around.verticalScrollBar()
    bar.setValue(bar.maximum())
    summary.show_errors({str(one): "Answer this question." for one in range(12)})
    qtbot.waitUntil(lambda: bar.value() == 0)  # though it is taller than what can be seen
    summary.links["1"].click()
    qtbot.waitUntil(lambda: not lines[30].visibleRegion().isEmpty())
    assert bar.value() > 0
