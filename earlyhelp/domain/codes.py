"""Code lists: what a coded answer may be and how it reads.  Invents no code and keeps no person."""

from functools import cache

from msgspec import Struct

from earlyhelp.errors import Bug
from earlyhelp.settings import load, resource


class Code(Struct, frozen=True):
    """One entry; `checked = false` marks what was recalled and not seen in a source."""

    code: str
    label: str
    group: str = ""
    note: str = ""
    checked: bool = True
    default: bool = False
    maps_to: str = ""
    inverse: str = ""
    inverse_female: str = ""
    inverse_male: str = ""
    asks_escalation: bool = False
    needs_manager: bool = False
    raises_gate: bool = False


class CodeList(Struct, frozen=True):
    """A list as it lies in `resources/codes`, in the order it is shown."""

    id: str
    title: str
    source: str
    items: tuple[Code, ...]
    checked: bool = True

    def has(self, code: str) -> bool:
        """Say whether the code is in the list."""
        return any(item.code == code for item in self.items)

    def get(self, code: str) -> Code | None:
        """Return the entry, or nothing."""
        return next((item for item in self.items if item.code == code), None)

    def label(self, code: str) -> str:
        """Return the words for a code; an unknown code is shown as it is stored."""
        item = self.get(code)
        return item.label if item else code

    def group(self, code: str) -> str:
        """Return the group the code is counted under, or an empty text."""
        item = self.get(code)
        return item.group if item else ""


@cache
def code_list(list_id: str) -> CodeList:
    """Return a code list.

    Raises: Bug if it is not shipped, names itself otherwise or holds a code twice.
    """
    found = load(f"codes/{list_id}.toml", CodeList)
    codes = [item.code for item in found.items]
    if found.id != list_id or len(set(codes)) != len(codes):
        raise Bug("codes.list.broken", list_id=list_id)
    return found


@cache
def code_list_ids() -> tuple[str, ...]:
    """Return the ids of all code lists, in alphabetical order."""
    return tuple(sorted(path.stem for path in resource("codes").glob("*.toml")))
