"""What went wrong on the command line itself.  Carries a wording key, like the errors of the house."""

from earlyhelp.errors import HouseError


class WrongUse(HouseError):
    """The command, an option or a file named by one is not right: exit code 2."""


class NotSound(HouseError):
    """Something was verified and does not hold: exit code 1, after the findings were printed."""
