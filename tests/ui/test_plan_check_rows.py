"""The plan check is green only where something was counted and found well; its page at any width."""

from earlyhelp.messages.casework import ChildLine
from earlyhelp.messages.plan_bridge import check_content
from earlyhelp.messages.plans import OutcomeDraft, PlanContent
from tests.ui.made_up_casework import content
from ui.presenters.plan_rows import check_rows, texts_of
from ui.views.authorise_plan import AuthorisePlanView


def shown(written: PlanContent, needs: tuple[str, ...] = (), people: tuple[ChildLine, ...] = ()):
    lines = check_content(written, needs, people)
    rows = check_rows(lines)
    return {line.id: (row.count, row.tone) for line, row in zip(lines, rows, strict=True)}


def test_an_empty_plan_is_nowhere_green() -> None:
    rows = shown(PlanContent())
    assert "go" not in {tone for _count, tone in rows.values()}
    assert rows["action_owner"] == ("no actions yet", "plain")
    assert rows["vague"] == ("no actions yet", "plain")
    assert rows["outcome_words"] == ("no outcomes yet", "danger")
    assert rows["needs"] == ("no needs assessed", "plain")
    assert rows["children"] == ("no children", "plain")


def test_an_outcome_without_actions_says_so() -> None:
    rows = shown(PlanContent(outcomes=(OutcomeDraft(id=1, words="On time"),)))
    assert rows["action_due"] == ("no actions yet", "plain")
    assert rows["outcome_actions"] == ("0 of 1", "danger")


def test_a_whole_plan_is_green_where_it_was_counted() -> None:
    child = ChildLine(person_id=11, name="Amina Hassan", role="child")
    rows = shown(content(), needs=("1.1",), people=(child,))
    assert rows["action_owner"] == ("1 of 1", "go")
    assert rows["carried_over"] == ("none", "go")
    assert rows["contingency"] == ("yes", "go")
    assert rows["needs"] == ("0 of 1", "danger")
    assert rows["children"] == ("0 of 1", "warn")


def test_where_the_page_is_small_the_texts_stand_beside_the_manager_s_words(dressed, qtbot) -> None:
    view = AuthorisePlanView()
    qtbot.addWidget(view)
    view.show_texts(texts_of(content(family_view="We wrote it"), None))
    letter = view.fontMetrics().averageCharWidth()
    for letters, beside in ((190, False), (140, True), (190, False), (100, False)):
        view.resize(letter * letters, 900)
        view.show()
        qtbot.wait(1)
        assert (view._right.indexOf(view.texts) >= 0) is beside
        assert (view._left.indexOf(view.texts) >= 0) is not beside
