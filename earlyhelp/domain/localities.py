"""Whether a postcode is one of Plymouth's, and the places people may pick.  Guesses no neighbourhood."""

import csv
from functools import cache

from msgspec import Struct

from earlyhelp.domain.codes import code_list
from earlyhelp.domain.values import postcode
from earlyhelp.settings import resource


class GridReference(Struct, frozen=True):
    """Metres on the national grid (OSGB36)."""

    easting: int
    northing: int


def grid_reference(text: str) -> GridReference | None:
    """Return where a Plymouth postcode lies, or nothing if it is none of Plymouth's, live or past.

    Raises: Invalid "postcode.shape".
    """
    return _postcodes().get(postcode(text))


def is_in_plymouth(text: str) -> bool:
    """Say whether a postcode is, or was, one of Plymouth's.

    Raises: Invalid "postcode.shape".
    """
    return grid_reference(text) is not None


def locality_of(neighbourhood: str) -> str:
    """Return the locality of a neighbourhood where a paper says so, else an empty text: then it is picked.

    Shape: codes of `neighbourhood` and `locality`.
    """
    return code_list("neighbourhood").group(neighbourhood)


@cache
def _postcodes() -> dict[str, GridReference]:
    path = resource("postcodes/plymouth_postcodes.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["postcode"]: GridReference(int(row["easting"]), int(row["northing"]))
            for row in csv.DictReader(lines)
        }
