"""The families' keys a ring holds, and which of them were taken in this unit.  Opens none itself."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class FamilyRing:
    """What a family was given as its key may be given anew: those taken earlier are proved again."""

    def __init__(self) -> None:
        self._families: dict[int, AESGCM] = {}
        self._secrets: dict[int, bytes] = {}
        self._granted, self._apart = set[int](), set[int]()
        self._taken = set[int]()  # in this unit

    def held_for_session(self, family_ids: Iterable[int]) -> set[int]:
        """Return those families whose key is in the ring from an earlier unit."""
        return {one for one in family_ids if one in self._families and one not in self._taken}

    def let_go(self, family_id: int) -> None:
        """Let go of a family's key: it has another by now."""
        self._families.pop(family_id, None)
        self._secrets.pop(family_id, None)
