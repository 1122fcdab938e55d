"""Gives out family references EH-YYYY-NNNNNN.  Never gives one twice, whoever sees which family."""

from earlyhelp.records.staff import StoreFact
from earlyhelp.storage.unit_of_work import UnitOfWork


def next_reference(uow: UnitOfWork, series: str = "references", prefix: str = "EH") -> str:
    """Return the next reference of this year.

    Shape: the last number of each year is a fact of the store, so nobody counts families.
    """
    year = uow.clock.today().year
    name = f"{series}:{year}"
    kept = _added(uow, name) or uow.first(StoreFact, StoreFact.name == name)
    if kept is None:
        number = 1
        uow.add(StoreFact(name=name, value=b"1"))
    else:
        number = int(kept.value) + 1
        uow.change(kept, None, value=b"%d" % number)
    return f"{prefix}-{year}-{number:06d}"


def _added(uow: UnitOfWork, name: str) -> StoreFact | None:
    rows = (row for row in uow.touched if isinstance(row, StoreFact) and row.name == name)
    return next(rows, None)
