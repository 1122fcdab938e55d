"""Code lists, frameworks and places."""

import msgspec
import pytest

from earlyhelp.domain.codes import code_list, code_list_ids
from earlyhelp.domain.frameworks import outcome_framework
from earlyhelp.domain.localities import grid_reference, is_in_plymouth, locality_of
from earlyhelp.errors import Bug, Invalid


@pytest.mark.parametrize("list_id", code_list_ids())
def test_every_list_loads_with_words_and_a_source(list_id: str) -> None:
    found = code_list(list_id)
    assert found.source
    assert found.items
    assert all(item.label for item in found.items)


def test_labels_groups_and_unknown_codes() -> None:
    ethnicity = code_list("ethnicity")
    assert ethnicity.label("CHNE") == "Chinese"
    assert ethnicity.group("CHNE") == "Asian"
    assert ethnicity.has("CHNE")
    assert not ethnicity.has("CNHE")
    assert ethnicity.label("CNHE") == "CNHE"
    assert len(ethnicity.items) == 20


def test_a_list_is_frozen_and_an_unknown_one_is_our_fault() -> None:
    with pytest.raises(AttributeError):
        code_list("sex").title = "x"  # type: ignore[misc]
    with pytest.raises(Bug):
        code_list("shoe_size")


def test_three_endings_ask_about_escalation() -> None:
    asking = {item.code for item in code_list("closure_reason").items if item.asks_escalation}
    assert asking == {"C05", "C06", "C08"}


def test_every_relationship_has_inverses_that_are_relationships() -> None:
    relationship = code_list("relationship")
    for item in relationship.items:
        for inverse in (item.inverse, item.inverse_female, item.inverse_male):
            assert not inverse or relationship.has(inverse)
        assert item.inverse


def test_what_was_recalled_is_marked() -> None:
    recalled = [item for item in code_list("neighbourhood").items if not item.checked]
    assert len(code_list("neighbourhood").items) == 39
    assert len(recalled) == 12
    assert all(not need.checked for head in outcome_framework().headlines for need in head.needs)


def test_the_framework_has_ten_headlines_and_counts_both_ways() -> None:
    framework = outcome_framework()
    assert [head.number for head in framework.headlines] == list(range(1, 11))
    assert sum(len(head.needs) for head in framework.headlines) == 34
    assert framework.has("10.3")
    assert not framework.has("11.1")
    with pytest.raises(Bug):
        framework.need("11.1")


def test_a_framework_survives_a_round_trip() -> None:
    framework = outcome_framework()
    again = msgspec.json.decode(msgspec.json.encode(framework), type=type(framework))
    assert again == framework


def test_places() -> None:
    assert is_in_plymouth("pl1 1aa")
    found = grid_reference("PL1 1AA")
    assert found is not None
    assert (found.easting, found.northing) == (247546, 55353)
    assert not is_in_plymouth("EX1 1AA")
    with pytest.raises(Invalid):
        is_in_plymouth("nowhere")
    assert locality_of("keyham") == "west"
    assert locality_of("efford") == ""
