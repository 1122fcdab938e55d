"""Any message, filled from the types of its fields, and what became of asking it.

What no type can tell (codes of lists, forms) stands in the table of words.
"""

import typing
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import msgspec
import sqlcipher3.dbapi2 as driver
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from earlyhelp.errors import HouseError
from earlyhelp.messages.disclosing import ReaderFor
from earlyhelp.messages.people import Bond, Contactable, HomeDetails
from earlyhelp.messages.requests import NewPerson
from earlyhelp.storage import audit_trail, database
from tests.services.founded import PASSPHRASE, TODAY

MOTHER = NewPerson(
    role="parent",
    details=Contactable(forename="Ewa", surname="Madeup", born_on=date(1991, 3, 9)),
)
SAFE = {
    "gate.significant_harm": False,
    "reason.worries": "Ten days of school missed.",
    "reason.wants": "advice",
    "agreement.family_knows": True,
    "agreement.family_agrees": True,
}
COLLEAGUE = ReaderFor(kind="colleague", name="Omar")
NOWHERE = 4_611_686_018_427_387_000
#: what a field is given, by "Message.field" or by field; everything else follows from its type
WORDS = {
    "role": "child",
    "CreateAccount.role": "practitioner",
    "details": Contactable(forename="Leo", surname="Madeup"),
    "SaveHome.details": HomeDetails(lines="2 Made Up Row", postcode="PL1 3AB"),
    "bond": Bond(code="MTH"),
    "source": "2A",
    "people": (MOTHER,),
    "postcode": "PL1 3AB",
    "ReceiveRequest.answers": SAFE,
    "DecideRequest.decision": "advice",
    "DecideRequest.level": "",
    "ChangeLead.reason": "workload",
    "AddContact.kind": "telephone",
    "AddChronologyEvent.kind": "other",
    "Paper.kind": "assessment",
    "EndConflict.reason": "mistake",
    "AskRestriction.reason": "high_profile",
    "BreakGlassOpen.reason": "duty_call",
    "BreakGlassOpen.sentence": "A made-up sentence of more than twenty letters.",
    "finding": "justified",
    "reader": "file",
    "DisclosurePreview.reader": COLLEAGUE,
    "ReleasePaper.reader": COLLEAGUE,
    "ReleaseOutside.reader": COLLEAGUE,
    "DisclosurePreview.kind": "assessment",
    "ReleasePaper.kind": "assessment",
    "decision": "continue",
    "mode": "telephone",
    "status": "done",
    "AddDocument.kind": "letter",
    "CopyDocument.reason": "court",
    "preset": "dfe",
    "locality": "west",
    "passphrase": PASSPHRASE,
    "version": 1,
    "TeamRow.name": "Made-up hub",
    "born_on": None,
    "holders": ("Holder A", "Holder B", "Holder C"),
}
_PLAIN = {str: "Made up words", int: 1, bool: False, date: TODAY, dict: {}, tuple: (), bytes: b""}
_IDS = {"subject_id": "assessment_id", "account_id": "lead_id"}


def ids_of(kind) -> list[str]:
    """Return the fields of a message that name something by its id."""
    return [one.name for one in msgspec.structs.fields(kind) if one.name.endswith("_id")]


def ask(kind, ids, **changes):
    """Return a message of this kind about these ids; optional fields without an id stay away."""
    values = {}
    for one in msgspec.structs.fields(kind):
        known = ids.get(_IDS.get(one.name, one.name))
        if one.name.endswith("_id") and known is not None:
            values[one.name] = known
        elif one.required:
            values[one.name] = _value(kind.__name__, one)
    return kind(**values | changes)


def _value(name, one):
    shape = typing.get_origin(one.type) or one.type
    if f"{name}.{one.name}" in WORDS:
        return WORDS[f"{name}.{one.name}"]
    word = WORDS.get(one.name, NOWHERE)
    if word is not NOWHERE and (word is None or not isinstance(shape, type) or type(word) is shape):
        return word
    if one.name.endswith("_id"):
        return NOWHERE
    if shape in _PLAIN:
        return _PLAIN[shape]
    return shape(**{f.name: _value(name, f) for f in msgspec.structs.fields(shape) if f.required})


@dataclass
class Outcome:
    """What came back, and the audit entries that were written on the way."""

    reply: object
    error: HouseError | None
    entries: list

    @property
    def told(self):
        """Return everything the person is told when it fails, for comparing."""
        error = self.error
        return error and (type(error), error.key, error.params, getattr(error, "fields", None))


def attempt(desk, message) -> Outcome:
    """Ask; only errors of the house are caught, anything else fails the test."""
    desk.sit()
    vault = desk.context.vault
    before, reply, error = vault.trail.size, None, None
    try:
        reply = desk.dispatch(message)
    except HouseError as caught:
        error = caught
    with vault.engine.connect() as connection:
        entries = [entry for entry, _ in audit_trail.entries(connection, before)]
    assert vault.trail.size == before + len(entries)
    return Outcome(reply, error, entries)


def contents(desk) -> dict[str, int]:
    """Return a digest of every table of the person's store."""
    desk.sit()
    connection = desk.context.vault._connection
    connection.set_authorizer(None)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {
        name: hash(tuple(connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()))
        for (name,) in names
    }
    database.guard_connection(connection, desk.closed)
    return found


@contextmanager
def no_audit(desk):
    """While inside, the disk takes no entry of the audit of the person's store."""

    def refuse(_connection, _cursor, statement, *_):
        if statement.startswith("INSERT INTO audit_entry"):
            broken = driver.OperationalError("disk I/O error")
            raise OperationalError(statement, None, broken)

    engine = desk.context.vault.engine
    event.listen(engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", refuse)


def seat(door, login):
    """Return a person's session; the publisher needs the analysis file, so the analyst leaves it."""
    if login == "ira" and "analysis" in door._vaults:
        door._desks.pop("ana")
        door._vaults.pop("analysis").close()
    return door(login)
