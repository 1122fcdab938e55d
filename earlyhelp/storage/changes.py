"""What changed between two values, for the sealed detail of an audit entry.  Stores nothing."""

from typing import Any

import msgspec


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the changed leaves of two mappings as [old, new]; lists are compared whole."""
    old, new = (msgspec.to_builtins(value, str_keys=True) for value in (before, after))
    return _changed(old, new)


def _changed(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in old.keys() | new.keys():
        left, right = old.get(key), new.get(key)
        if left == right:
            continue
        if isinstance(left, dict) and isinstance(right, dict):
            found[key] = _changed(left, right)
        else:
            found[key] = [left, right]
    return found


def add_difference(kept: dict[str, Any], later: dict[str, Any]) -> None:
    """Fold a later difference into an earlier one: the oldest value and the newest remain."""
    for key, change in later.items():
        earlier = kept.get(key)
        if isinstance(earlier, dict) and isinstance(change, dict):
            add_difference(earlier, change)
        elif isinstance(earlier, list) and isinstance(change, list):
            kept[key] = [earlier[0], change[1]]
        else:
            kept[key] = change
