"""`backup` and `restore`: a verified copy of the store, and the way back from one."""

import dataclasses
from argparse import Namespace

from earlyhelp.cli.errors import WrongUse
from earlyhelp.cli.output import tell
from earlyhelp.cli.recover import share_in
from earlyhelp.cli.sign_in import passphrase_in, signed_in
from earlyhelp.keys.recovery import NEEDED
from earlyhelp.messages.backups import Backups, MakeBackup, RehearseBackup
from earlyhelp.services.long_work import to_end


def backup(args: Namespace) -> None:
    """Make a backup; with --rehearse, restore it once in a scratch folder and compare."""
    out = args.out.absolute()
    with signed_in(args) as dispatcher:
        made = dispatcher.dispatch(MakeBackup(folder=str(out.parent), name=out.name))
        to_end(dispatcher.context)
        row = next(row for row in dispatcher.dispatch(Backups()).rows if row.id == made.id)
        facts = {"path": row.path, "bytes": row.size, "entries": row.entries}
        facts |= {"families": row.families, "rehearsed": False}
        if args.rehearse:
            dispatcher.dispatch(RehearseBackup(backup_id=made.id))
            to_end(dispatcher.context)
            facts["rehearsed"] = True
    tell(args, facts)


def restore(args: Namespace) -> None:
    """Restore a backup into an empty place, without the people erased since.

    Raises: WrongUse unless there is a passphrase file or two shares of the recovery key.
    """
    from earlyhelp.restoring import Lists, Restorer, restore

    if args.share:
        if len(args.share) != NEEDED:
            raise WrongUse("recovery.two")
        one, two = (share_in(path) for path in args.share)
        who = Restorer(args.account, shares=(one, two))
    elif args.passphrase_file is None:
        raise WrongUse("cli.passphrase_file")
    else:
        who = Restorer(args.account, passphrase_in(args.passphrase_file), args.key_file)
    found = restore(args.backup, args.store.absolute(), who, Lists(args.ledger, args.endings))
    tell(args, {"store": str(args.store.absolute())} | dataclasses.asdict(found))
