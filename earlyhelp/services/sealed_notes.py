"""Notes with a key of their own, for named readers.  The others see nothing of them.

Information governance holds every note's key as well (security.md 2.3, C3) and sees the note only while a
request of the family's people is open.
"""

from earlyhelp.messages.access import AddSealedNote, SealedNoteRow, SealedNotes
from earlyhelp.messages.base import Receipt
from earlyhelp.records.access import SealedNote
from earlyhelp.records.people import Family
from earlyhelp.records.staff import KeyWrap
from earlyhelp.services import named_keys
from earlyhelp.services.access_rules import named_readers, names_of_staff
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import TEXT, Faults
from earlyhelp.services.handlers import handles
from earlyhelp.services.subject_keys import governance
from earlyhelp.storage.unit_of_work import UnitOfWork


@handles(AddSealedNote)
def add(uow: UnitOfWork, message: AddSealedNote, context: Context) -> Receipt:
    """Write a note that the named readers and the writer can open.

    Raises: Invalid for a reader who works no cases today, or an empty text.
    """
    family = uow.get(Family, message.family_id)
    faults = Faults()
    text = faults.text("text", message.text, TEXT, required=True)
    faults.stop()
    readers = named_readers(uow, context, family.id, message.reader_ids)
    ident = uow.clock.new_id()
    note = SealedNote(
        id=ident, family_id=family.id, written_at=uow.clock.now(),
        author_id=context.principal.account_id, key_name=f"sealed_note:{ident}",
    )  # fmt: skip
    named_keys.make(uow, context, note.key_name, [*readers, *governance(uow)])
    uow.add(note, content=text)
    return Receipt(id=ident, version=1, family_id=family.id)


@handles(SealedNotes)
def notes(uow: UnitOfWork, message: SealedNotes, context: Context) -> tuple[SealedNoteRow, ...]:
    """Return the notes of a family that the person may open, newest first.

    Whoever opens a note from before information governance had its key hands it on.
    """
    family = uow.get(Family, message.family_id)
    rows = uow.all(
        SealedNote, SealedNote.family_id == family.id, order=SealedNote.written_at.desc()
    )
    names, keepers = names_of_staff(uow), governance(uow)
    for row in rows:
        for keeper in keepers:
            named_keys.add(uow, context, row.key_name, keeper)
    kept_by = {keeper.id for keeper in keepers}
    readers: dict[str, list[str]] = {}
    for wrap in uow.all(KeyWrap, KeyWrap.key_name.in_([row.key_name for row in rows])):
        if wrap.account_id not in kept_by:
            readers.setdefault(wrap.key_name, []).append(names.get(wrap.account_id, ""))
    return tuple(
        SealedNoteRow(
            id=row.id, written_at=row.written_at, author=names.get(row.author_id, ""),
            text=uow.open(row, "content"), readers=tuple(sorted(readers.get(row.key_name, []))),
        )
        for row in rows
    )  # fmt: skip
