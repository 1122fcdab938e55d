"""Administration on the screen: what is wrong stands at its field, and only on its own page."""

from ui.views.administration import AdministrationView


def shown(form):
    return {key for key, box in form.boxes.items() if not box._error.isHidden()}


def test_what_is_wrong_with_a_joiner_stands_at_its_field_in_the_forms_order(dressed, qtbot):
    view = AdministrationView(may_create=True)
    qtbot.addWidget(view)
    view.show_choices([("practitioner", "Practitioner")], [])
    view.show()
    assert view.joiner.role.currentData() is None  # no role is chosen for anybody
    view._open("joiner")
    view.show_errors({"login": "Too short.", "name": "Enter a name.", "role": "Choose a role."})
    assert shown(view.joiner) == {"login", "name", "role"}
    assert list(view.summary.links) == ["name", "login", "role"]
    view.summary.link_chosen.emit("role")
    assert view.focusWidget() is view.joiner.role
    view._open("teams")
    assert view.summary.isHidden()
    assert not shown(view.joiner)
    view.show_errors({"name": "Enter a name."})
    assert shown(view.team) == {"name"}
    assert not shown(view.joiner)
