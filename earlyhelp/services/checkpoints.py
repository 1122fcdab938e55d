"""Checkpoints that leave the machine, and what comes back of them.  Changes no entry."""

from pathlib import Path

from earlyhelp.audit.checkpoint import Checkpoint, parse_and_verify, short_form
from earlyhelp.audit.merkle import Tree
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.checkpoints import (
    CheckpointPaper,
    CheckpointPlaces,
    CompareCheckpoint,
    Compared,
    Places,
    SendCheckpointsTo,
)
from earlyhelp.platform import is_writable_folder
from earlyhelp.services.audit_checkpoints import (
    away_folder,
    choose_away,
    keep_elsewhere,
    witness_folder,
)
from earlyhelp.services.audit_paths import outgoing
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.storage import audit_trail
from earlyhelp.storage.unit_of_work import UnitOfWork

_LONGEST = 4096


@handles(Places)
def places(_uow: UnitOfWork, _message: Places, context: Context) -> CheckpointPlaces:
    """Say where checkpoints go."""
    away = away_folder(_vault(context))
    return CheckpointPlaces(
        here=str(witness_folder()),
        away=str(away or ""),
        reached=away is not None and is_writable_folder(away),
    )


@handles(SendCheckpointsTo)
def send_checkpoints_to(uow: UnitOfWork, message: SendCheckpointsTo, context: Context) -> Receipt:
    """Leave checkpoints in another folder as well; the first one at once.

    Raises: Invalid for field "path" if the folder will not do.
    """
    ident = _vault(context)
    if not message.folder.strip():
        choose_away(ident, None)
        uow.purpose = "checkpoints go nowhere else"
        return Receipt()
    folder = outgoing(str(Path(message.folder.strip()) / f"{ident}.txt"), context).parent
    if not is_writable_folder(folder):
        raise Invalid({"path": "audit.path.folder"})
    choose_away(ident, folder)
    keep_elsewhere(ident, context.vault.checkpoint(context.principal.login))
    uow.purpose = "checkpoints go to another folder"
    return Receipt()


@handles(CheckpointPaper)
def checkpoint_paper(uow: UnitOfWork, _message: CheckpointPaper, context: Context) -> bytes:
    """Sign the audit and print the checkpoint."""
    from earlyhelp.reports.checkpoint_sheet import CheckpointSheet, checkpoint_pdf

    text = context.vault.checkpoint(context.principal.login)
    keep_elsewhere(_vault(context), text)
    signed = parse_and_verify(text, context.vault.signer.public())
    uow.purpose = f"checkpoint of {signed.size} entries printed"
    return checkpoint_pdf(
        CheckpointSheet(
            printed_on=uow.clock.today(),
            text=text,
            size=signed.size,
            at_utc=signed.at_utc,
            short=short_form(signed),
            signed_by=context.principal.login,
        )
    )


@handles(CompareCheckpoint)
def compare_checkpoint(_uow: UnitOfWork, message: CompareCheckpoint, context: Context) -> Compared:
    """Compare a checkpoint that was kept elsewhere with the store.

    Raises: Invalid for field "text" if it is neither a checkpoint nor its short form.
    """
    entries = context.vault.trail.size
    typed = message.text.strip()
    if not typed or len(typed) > _LONGEST:
        raise Invalid({"text": "audit.checkpoint.shape"})
    if "\n" not in typed:
        return _compared_short(typed, context)
    try:
        signed = parse_and_verify(_lines(typed), context.vault.signer.public())
    except Refused:
        return Compared(state="unsigned", size=0, entries=entries)
    if signed.origin != context.vault.origin:
        return Compared(state="foreign", size=signed.size, entries=entries)
    if signed.size > entries:
        return Compared(state="shorter", size=signed.size, entries=entries)
    same = (signed.root, signed.last_hash) == _at(context, signed.size)
    return Compared(state="same" if same else "other", size=signed.size, entries=entries)


def _compared_short(typed: str, context: Context) -> Compared:
    size, _, groups = typed.partition(" ")
    wanted = groups.replace(" ", "").replace("-", "").lower()
    if not (size.isascii() and size.isdecimal() and len(size) < 16 and len(wanted) == 32):
        raise Invalid({"text": "audit.checkpoint.shape"})
    entries, number = context.vault.trail.size, int(size)
    if number > entries:
        return Compared(state="shorter", size=number, entries=entries)
    root, last = _at(context, number)
    here = Checkpoint(context.vault.origin, number, root, last, "")
    same = short_form(here).partition(" ")[2].replace("-", "") == wanted
    return Compared(state="same" if same else "other", size=number, entries=entries)


def _at(context: Context, size: int) -> tuple[bytes, str]:
    """Return root and last hash of the first entries, from the entries themselves."""
    tree, last = Tree(), b"\0" * 32
    with context.vault.engine.connect() as connection:
        for last in audit_trail.hashes(connection, 0, size):
            tree.append(last)
    return tree.root(), last.hex()


def _lines(typed: str) -> str:
    """Mend what pasting does: other line ends, blanks at the ends of lines."""
    return "\n".join(line.rstrip() for line in typed.replace("\r\n", "\n").split("\n")) + "\n"


def _vault(context: Context) -> str:
    return context.vault.facts["vault"].decode()
