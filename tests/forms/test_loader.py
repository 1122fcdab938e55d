"""Forms as data: what ships is whole, and what is not whole does not load."""

import msgspec
import pytest

from earlyhelp.errors import Bug
from earlyhelp.forms.definition import Field, FormDefinition, Option, Section
from earlyhelp.forms.loader import (
    check_definition,
    choice_label,
    choices_of,
    form,
    form_ids,
    versions,
)

ALL = [(form_id, version) for form_id in form_ids() for version in versions(form_id)]
GATED = ["request_for_support", "early_help_assessment"]


@pytest.mark.parametrize(("form_id", "version"), ALL)
def test_every_form_loads_and_every_question_says_what_it_is_for(
    form_id: str, version: int
) -> None:
    for section in form(form_id, version).section:
        for field in section.field:
            for one in (field, *field.columns):
                assert len(one.purpose) > 10
                assert one.classification in {"personal", "special_category", "operational"}
                assert one.label


def test_the_forms_of_the_pathway_are_there() -> None:
    assert set(form_ids()) == {
        "request_for_support", "early_help_assessment", "agreement", "privacy_notice", "review",
        "closure", "contact", "case_note",
    }  # fmt: skip


@pytest.mark.parametrize(("form_id", "version"), [one for one in ALL if one[0] in GATED])
def test_the_significant_harm_question_comes_first(form_id: str, version: int) -> None:
    section = form(form_id, version).section[0]
    assert (section.id, section.field[0].id) == ("gate", "significant_harm")
    assert section.field[0].required


def test_the_assessment_has_the_sections_a_to_p() -> None:
    letters = [section.letter for section in form("early_help_assessment").section]
    assert list(dict.fromkeys(letters)) == list("ABCDEFGHIJKLMNOP")
    per_child = {one.id for one in form("early_help_assessment").section if one.per == "child"}
    assert per_child == {"child", "voice", "child_analysis", "child_needs"}


def test_old_answers_are_shown_as_they_were_asked() -> None:
    assert versions("early_help_assessment") == (1, 2)
    assert form("early_help_assessment") is form("early_help_assessment", None)
    assert form("early_help_assessment").version == 2
    old, new = (
        next(one for one in form("early_help_assessment", version).section if one.id == "reason")
        for version in (1, 2)
    )
    assert old.field[0].id == new.field[0].id
    assert old.field[0].label != new.field[0].label


@pytest.mark.parametrize(("form_id", "version"), [("tax_return", None), ("closure", 99)])
def test_what_is_not_there_is_our_own_fault(form_id: str, version: int | None) -> None:
    with pytest.raises(Bug):
        form(form_id, version)


ASKED = Field(
    id="known_before", kind="yes_no", label="Known before?", purpose="To find the record",
    classification="personal",
)  # fmt: skip


def made(*fields: Field) -> FormDefinition:
    section = Section(id="s", letter="A", title="S", field=(ASKED, *fields))
    return FormDefinition(id="f", version=1, title="F", section=(section,))


def changed(**changes: object) -> Field:
    return msgspec.structs.replace(ASKED, id="other", **changes)


@pytest.mark.parametrize(
    "field",
    [
        changed(),
        changed(kind="choice", code_list="sex"),
        changed(kind="choice", options=(Option("a", "A"),)),
        msgspec.structs.replace(
            ASKED, kind="scale", id="home_money_by_parent", scorers=("parent",)
        ),
        changed(kind="known", known="family.members"),
        changed(kind="table", columns=(changed(kind="line"),)),
        changed(shown_when=("known_before", "no")),
        changed(required_when=(("known_before", "no"), ("known_before", "yes"))),
    ],
)
def test_a_whole_form_passes(field: Field) -> None:
    check_definition(made(field))


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        (ASKED, "twice"),
        (changed(purpose=" "), "purpose"),
        (msgspec.structs.replace(ASKED, id="Other one"), "id"),
        (changed(kind="choice", code_list="shoe_size"), "code_list"),
        (changed(kind="choice"), "options"),
        (changed(kind="choice", code_list="sex", options=(Option("a", "A"),)), "options"),
        (changed(kind="line", code_list="sex"), "options"),
        (changed(kind="table"), "columns"),
        (changed(kind="table", columns=(changed(kind="needs"),)), "column_kind"),
        (changed(kind="table", columns=(changed(kind="line", purpose=""),)), "purpose"),
        (changed(kind="known", known="family.secrets"), "known"),
        (changed(kind="line", known="family.members"), "known"),
        (changed(kind="scale"), "scorers"),
        (changed(kind="scale", scorers=("parent",)), "scorers"),
        (changed(shown_when=("nobody", "yes")), "shown_when"),
        (changed(shown_when=("other", "yes")), "shown_when"),
        (changed(shown_when=("known_before", "perhaps")), "shown_when"),
        (changed(required_when=(("known_before", "no"), ("nobody", "yes"))), "required_when"),
        (changed(required_when=(("known_before", "perhaps"),)), "required_when"),
    ],
)
def test_a_form_that_is_not_whole_does_not_load(field: Field, fault: str) -> None:
    with pytest.raises(Bug) as caught:
        check_definition(made(field))
    assert caught.value.key == f"forms.definition.{fault}"


def test_an_empty_page_and_a_doubled_page_do_not_load() -> None:
    whole = made(changed())
    empty = msgspec.structs.replace(whole.section[0], field=())
    for sections, fault in (((empty,), "no_fields"), (whole.section * 2, "twice")):
        with pytest.raises(Bug) as caught:
            check_definition(msgspec.structs.replace(whole, section=sections))
        assert caught.value.key == f"forms.definition.{fault}"


def test_choices_and_their_words() -> None:
    listed = changed(kind="choice", code_list="sex")
    own = changed(kind="choice", options=(Option("a", "Agreed"),))
    assert choices_of(listed) == ("F", "M", "U")
    assert choices_of(own) == ("a",)
    assert choices_of(ASKED) == ()
    assert choice_label(listed, "F") == "Female"
    assert choice_label(own, "a") == "Agreed"
    assert choice_label(own, "gone") == "gone"
