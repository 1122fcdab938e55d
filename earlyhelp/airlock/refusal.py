"""The one answer of the airlock to a file it does not let in: a reason, never the file's own words."""


class NotAdmitted(Exception):
    """A file stays outside; `reason` is the last part of a wording key."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
