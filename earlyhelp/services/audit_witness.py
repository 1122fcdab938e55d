"""What this device last saw of a store's audit, for each account: size, root and frontier of the tree.

At the next unlock the tree it saw must be the beginning of the tree that is there now.  That is what a
consistency proof shows; with the frontier kept, the entries written since are proof enough.
"""

from pathlib import Path

import msgspec

from earlyhelp.audit.merkle import Tree
from earlyhelp.errors import Bug, StorageFault
from earlyhelp.platform import write_durably
from earlyhelp.services.audit_checkpoints import witness_folder
from earlyhelp.services.context import Context
from earlyhelp.storage import audit_trail


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tree as this device saw it last."""

    size: int
    root: bytes
    frontier: tuple[bytes, ...]


def remember(context: Context) -> None:
    """Keep what this device sees now.

    Raises: StorageFault if it cannot be written.
    """
    tree = context.vault.trail.tree
    seen = Seen(tree.size, tree.root(), tree.frontier)
    write_durably(_file(context), msgspec.json.encode(seen))


def witness_problem(context: Context) -> list[str]:
    """Return what is wrong with the trail by what this device saw before: one sentence or none."""
    try:
        seen = msgspec.json.decode(_file(context).read_bytes(), type=Seen)
        before = Tree(seen.size, seen.frontier)
    except FileNotFoundError:
        return []
    except (OSError, msgspec.MsgspecError, Bug):
        return ["what this device saw of the audit cannot be read"]
    trail = context.vault.trail
    if before.root() != seen.root:
        return ["what this device saw of the audit was altered"]
    if seen.size > trail.size:
        return [f"this device has seen {seen.size} entries, and there are fewer now"]
    return [] if _grown(before, context) == trail.tree.root() else [_OTHER.format(size=seen.size)]


_OTHER = "the first {size} entries are not the ones this device saw"


def _grown(tree: Tree, context: Context) -> bytes:
    try:
        with context.vault.engine.connect() as connection:
            for digest in audit_trail.hashes(connection, tree.size):
                tree.append(digest)
    except StorageFault:
        return b""
    return tree.root()


def _file(context: Context) -> Path:
    vault = context.vault.facts["vault"].decode()
    return witness_folder() / f"{vault}.{context.principal.account_id}.seen"
