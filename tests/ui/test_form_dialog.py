"""A form over a page: what is typed is told before it is sent, and when it closes."""

import pytest

from ui.presenters.family_forms import dialog
from ui.views.family_form import FormHost
from ui.widgets.page_head import PageHead


@pytest.fixture
def opened(dressed, qtbot):
    over = PageHead("Kowalska-Reed family")
    qtbot.addWidget(over)
    over.show()
    host, told = FormHost(over), []
    host.typed.connect(lambda given: told.append(("typed", given)))
    host.saved.connect(lambda given: told.append(("saved", given)))
    host.open("note", dialog("note").section, {}, (), ())
    return host.dialog, told


def words_of(form) -> str:
    return next(key for key in tuple(form.page.keys()) if form.page.box(key).field.kind == "text")


def test_what_is_refused_is_kept_with_its_last_keys(opened, qtbot):
    form, told = opened
    key = words_of(form)
    qtbot.keyClicks(form.page.box(key).input.named_parts()[0], "Zennor")
    form._save.click()
    form.reject()  # within the same moment
    assert [name for name, _given in told] == ["typed", "saved"]
    assert all(given[key] == "Zennor" for _name, given in told)


def test_a_form_nobody_typed_in_tells_nothing(opened):
    form, told = opened
    form.reject()
    assert told == []
