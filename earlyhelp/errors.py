"""The six errors of the house.  They carry wording keys, never personal data."""


class HouseError(Exception):
    """Base of every error that may travel to a screen; `key` names a sentence of the wording file."""

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


class Refused(HouseError):
    """The policy says no, or the record is not there: the two look the same."""


class Invalid(HouseError):
    """Input breaks a rule; `fields` maps a field id to the wording key of its message."""

    def __init__(
        self, fields: dict[str, str], key: str = "error.invalid", **params: str | int
    ) -> None:
        super().__init__(key, **params)
        self.fields = fields


class Conflict(HouseError):
    """Somebody else saved first; `theirs` maps field ids to the text they saved."""

    def __init__(self, theirs: dict[str, str] | None = None, version: int = 0) -> None:
        super().__init__("error.conflict")
        self.theirs = theirs or {}
        self.version = version


class Locked(HouseError):
    """No session is open: sign in first, or the passphrase was wrong."""


class StorageFault(HouseError):
    """The disk or the store file is at fault, not the person and not the program."""


class Bug(HouseError):
    """Our own fault; the key names the place."""
