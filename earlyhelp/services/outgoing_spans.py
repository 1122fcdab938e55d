"""A place in a text, and whose traces this session may compare it with."""

from collections.abc import Collection
from dataclasses import dataclass

from msgspec import Struct

from earlyhelp.storage.traces import Traces


class Span(Struct, frozen=True):
    """From, to (exclusive), and what it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Sight:
    """The traces of families this session may search, seen from one family."""

    traces: Traces
    visible: Collection[int]
    own: int

    def others(self, key: str) -> bool:
        """Say whether a trace belongs to a family in sight, and not to the own one as well."""
        families = self.traces.families(key)
        return self.own not in families and any(one in self.visible for one in families)

    def anybody(self, key: str) -> bool:
        """Say whether a trace belongs to any family in sight, the own one included."""
        return any(one in self.visible for one in self.traces.families(key))
