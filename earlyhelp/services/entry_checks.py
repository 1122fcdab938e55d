"""Checks of what was entered, field by field, all told at once.  Raises nothing but Invalid."""

from collections.abc import Callable, Iterable
from datetime import date

from earlyhelp.domain.codes import code_list
from earlyhelp.errors import Invalid

LINE, TEXT = 120, 4000


class Faults:
    """What is wrong so far, field id to wording key; the first fault of a field stays."""

    def __init__(self, found: dict[str, str] | None = None) -> None:
        self._found: dict[str, str] = dict(found or {})

    def add(self, field: str, key: str) -> None:
        """Note a fault."""
        self._found.setdefault(field, key)

    def unless(self, is_right: bool, field: str, key: str) -> None:
        """Note a fault unless the condition holds."""
        if not is_right:
            self.add(field, key)

    def text(self, field: str, value: str, most: int, *, required: bool = False) -> str:
        """Return a text without spaces around it; note one that is missing or too long."""
        tidy = value.strip()
        self.unless(bool(tidy) or not required, field, "entry.required")
        self.unless(len(tidy) <= most, field, "entry.too_long")
        return tidy

    def code(self, field: str, list_id: str, value: str, *, required: bool = False) -> None:
        """Note a code that is not in its list."""
        if value:
            self.unless(code_list(list_id).has(value), field, "entry.not_in_list")
        elif required:
            self.add(field, "entry.required")

    def codes(self, field: str, list_id: str, values: Iterable[str]) -> None:
        """Note codes of which one is not in the list."""
        for value in values:
            self.code(field, list_id, value, required=True)

    def past(self, field: str, day: date | None, today: date) -> None:
        """Note a date that has not come yet."""
        self.unless(day is None or day <= today, field, "entry.in_future")

    def read(self, field: str, reader: Callable[[str], str], text: str) -> str:
        """Return a value as `domain.values` reads it; an empty one stays empty."""
        if not text.strip():
            return ""
        try:
            return reader(text)
        except Invalid as fault:
            self.add(field, fault.key)
            return text

    def stop(self) -> None:
        """Raise what was found.

        Raises: Invalid.
        """
        if self._found:
            raise Invalid(self._found)
