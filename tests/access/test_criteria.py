"""What every scope opens of every class is the list beside this, line by line."""

from tests.access.criteria import LIST, listed


def test_the_conditions_are_those_of_the_list():
    """Whoever changes a scope renews the list (`python -m tests.access.criteria`) and has it read."""
    assert listed().splitlines() == LIST.read_text(encoding="utf-8").splitlines()
