"""Checks of the store itself: place, rights, encryption, sealing, sources, room.  Reads, never repairs."""

import msgspec

from earlyhelp.platform import free_bytes, is_private, place_fault
from earlyhelp.records.base import Audience, Record
from earlyhelp.services.context import Context
from earlyhelp.services.register_checks import Finding, check, not_checked, ok, red
from earlyhelp.settings import load
from earlyhelp.storage import probes
from earlyhelp.storage.unit_of_work import UnitOfWork

_PLAIN = b"SQLite format 3\x00"
_LEAST_FREE = 500 * 1024 * 1024
_MB = 1024 * 1024


class _Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may lie in a store's folder, and what no staff record may hold (resources/expected.toml)."""

    store_files: tuple[str, ...]
    staff_never: tuple[str, ...]


@check("store_place")
def store_place(_uow: UnitOfWork, context: Context) -> Finding:
    """The store lies on this computer's own disk, in no folder that copies itself away."""
    fault = place_fault(context.folder)
    return red(fault.rsplit(".", 1)[-1]) if fault else ok()


@check("file_rights")
def file_rights(_uow: UnitOfWork, context: Context) -> Finding:
    """Nobody but the owner may read the files of the store."""
    files = [path for path in context.folder.iterdir() if path.suffix in {".ehdb", ".ehdh"}]
    states = [is_private(path) for path in files]
    if None in states:
        return not_checked()
    open_to_others = states.count(False)
    return red(count=open_to_others) if open_to_others else ok(files=len(files))


@check("files_encrypted")
def files_encrypted(_uow: UnitOfWork, context: Context) -> Finding:
    """Every database in the folder is encrypted, and nothing lies there that does not belong."""
    expected = load("expected.toml", _Expected).store_files
    strange = plain = 0
    for path in context.folder.iterdir():
        if not any(path.match(pattern) for pattern in expected):
            strange += 1
        elif ".ehdb" in path.name and path.is_file():
            with path.open("rb") as file:
                plain += file.read(len(_PLAIN)) == _PLAIN
    if plain:
        return red("plain", count=plain)
    return red(count=strange) if strange else ok()


@check("sealed_columns")
def sealed_columns(_uow: UnitOfWork, context: Context) -> Finding:
    """Names and narratives lie sealed in their columns: looked at by sample, without opening any."""
    found = list(context.vault.look_inside(lambda link: list(probes.readable_secrets(link))))
    wrong = [name for name, _, count in found if count]
    if wrong:
        return red(columns=", ".join(wrong), count=sum(count for *_, count in found))
    return ok(columns=len(found), values=sum(seen for _, seen, _ in found))


@check("staff_columns")
def staff_columns(_uow: UnitOfWork, _context: Context) -> Finding:
    """What is kept about staff are work details: no pay, grade, home or birth date."""
    never = load("expected.toml", _Expected).staff_never
    columns = shared_columns()
    wrong = [name for name in columns if any(word in name.split(".")[1] for word in never)]
    return red(columns=", ".join(sorted(wrong))) if wrong else ok(columns=len(columns))


def shared_columns() -> list[str]:
    """Return the columns of everything every member of staff may see about staff."""
    return [
        f"{mapper.class_.__tablename__}.{column.key}"
        for mapper in Record.registry.mappers
        if mapper.class_.audience is Audience.SHARED
        for column in mapper.columns
    ]


@check("imports_sourced")
def imports_sourced(_uow: UnitOfWork, context: Context) -> Finding:
    """Every import still names the source row of what it brought in, so that it can be taken back."""
    runs = context.vault.look_inside(probes.imports)
    lost = sum(status == "finished" and not links for _, status, links in runs)
    halfway = sum(status not in {"finished", "undone"} for _, status, _ in runs)
    if lost or halfway:
        return red(lost=lost, halfway=halfway)
    return ok(runs=len(runs), rows=sum(links for *_, links in runs))


@check("free_disk")
def free_disk(_uow: UnitOfWork, context: Context) -> Finding:
    """There is room to go on writing, and for a backup of the whole store."""
    free = free_bytes(context.folder)
    needed = max(_LEAST_FREE, 2 * context.vault.path.stat().st_size)
    if free < needed:
        return red(free=free // _MB, needed=needed // _MB)
    return ok(free=free // _MB)
