"""A store to break controls in, and runs of the register's checks over it."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

from sqlalchemy import delete, insert, inspect

from earlyhelp.messages.register import Register
from earlyhelp.records.base import Envelope
from earlyhelp.services.register_run import RegisterCheck
from earlyhelp.storage.guard import permit

_PLAIN = {int: 0, str: "", bytes: b"made up", bool: False}


def run(desk, why="asked"):
    """Run every check as this person and return the run."""
    desk.sit()
    check = RegisterCheck(desk.context, why)
    while not check.step():
        pass
    return check


def lines(door, login="ira"):
    """Run every check and return the eighteen lines by number."""
    run(door(login))
    return {line.number: line for line in door("ira").dispatch(Register()).lines}


def found(line, name):
    """Return what one check of a line found."""
    return next(one for one in line.found.checks if one.check == name)


def line_found(door, number, login="ira"):
    """Run the checks of one line alone, and return what they found together."""
    desk = door(login)
    desk.sit()
    check = RegisterCheck(desk.context, "asked")
    names = check._lines[number - 1].checks
    if {"audit_chain", "rows_as_audited"} & set(names):
        while not check._chain.step():
            pass
    check._found = {name: check._tried(name) for name in names}
    return check._risk(number, names)


@contextmanager
def behind(desk):
    """The store's own connection with nobody watching: what somebody with the file's key could do."""
    desk.sit()
    vault = desk.context.vault
    vault._connection.set_authorizer(None)
    try:
        with vault.engine.begin() as connection:
            yield connection
    finally:
        vault.close_tables(desk.closed)


def slip_in(desk, kind, **values):
    """Write a row behind the program's back; return what takes it out again."""
    row = {"id": values.pop("id", desk.context.vault.clock.new_id()), "version": 1, **values}
    for column in inspect(kind).columns:
        if column.key not in row and not column.nullable and column.default is None:
            row[column.key] = _some(column)
    table = kind.__table__
    with behind(desk) as connection:
        connection.execute(insert(table).values(row), execution_options=permit())

    def take_out():
        with behind(desk) as connection:
            where = table.c.id == row["id"]
            connection.execute(delete(table).where(where), execution_options=permit())

    return take_out


def alter(desk, sql, params, back):
    """Change rows behind the program's back; return what changes them back."""

    def run_it(values):
        with behind(desk) as connection:
            connection.exec_driver_sql(sql, values, execution_options=permit())

    run_it(params)
    return lambda: run_it(back)


def _some(column):
    named = {
        "Sealed": Envelope(b"\x01" + bytes(range(1, 100))),
        "Day": date(2020, 1, 1),
        "Instant": datetime(2020, 1, 1, tzinfo=UTC),
    }
    kind = type(column.type).__name__
    return named[kind] if kind in named else _PLAIN[column.type.python_type]
