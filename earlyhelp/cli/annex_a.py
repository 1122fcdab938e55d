"""`import annex-a`: brings in a workbook, or says what would come in."""

from argparse import Namespace

from earlyhelp.cli.errors import WrongUse
from earlyhelp.cli.output import tell
from earlyhelp.cli.sign_in import signed_in
from earlyhelp.messages.importing import ContinueImport, PrepareImport, SaveRejected
from earlyhelp.wording import knows, say


def bring_in(args: Namespace) -> None:
    """Read a workbook into the account's team; rejected rows go to a file of their own if wanted.

    Raises: WrongUse if there is no such workbook.
    """
    if not args.file.is_file():
        raise WrongUse("cli.file", name=args.file.name)
    with signed_in(args) as dispatcher:
        report = dispatcher.dispatch(PrepareImport(path=str(args.file.absolute())))
        if args.rejected:
            out = str(args.rejected.absolute())
            dispatcher.dispatch(SaveRejected(work_id=report.work_id, path=out))
        while not args.dry_run and not report.finished:
            report = dispatcher.dispatch(ContinueImport(work_id=report.work_id))
    counts = {"read": report.read, "added": report.added, "matched": report.matched}
    reasons = [
        {
            "list": row.list,
            "row": row.row,
            "column": row.column,
            "reason": say(row.reason) if knows(row.reason) else row.reason,
        }
        for row in report.reasons
    ]
    tell(args, counts | {"rejected": report.rejected, "reasons": reasons})
