"""`figures publish` and `figures export`: from the drop box to a protected file."""

from argparse import Namespace

from earlyhelp.cli.output import new_file, tell
from earlyhelp.cli.sign_in import signed_in
from earlyhelp.errors import Refused
from earlyhelp.messages.figures import (
    ContinuePublishing,
    ExportFigures,
    PublishFigures,
    Release,
    Releases,
)
from earlyhelp.wording import say


def publish(args: Namespace) -> None:
    """Publish the figures of a period to the analysis file."""
    with signed_in(args) as dispatcher:
        wanted = PublishFigures(from_on=args.start, to_on=args.end, preset=args.preset)
        work = dispatcher.dispatch(wanted)
        while not work.finished:
            work = dispatcher.dispatch(ContinuePublishing(work_id=work.work_id))
        view = dispatcher.dispatch(Release(release_id=int(work.result)))
    facts = {"release_id": view.row.id, "preset": view.row.preset, "cases": view.row.cases}
    tell(args, facts | {"tables": view.row.tables, "report": view.report})


def export(args: Namespace) -> None:
    """Write the newest release to a new file, with purpose and recipient in the audit.

    Raises: Refused if nothing was published yet, or there is a file of that name.
    """
    out = new_file(args.out)
    with signed_in(args) as dispatcher:
        published = dispatcher.dispatch(Releases())
        if not published:
            raise Refused("cli.figures.none")
        receipt = dispatcher.dispatch(
            ExportFigures(
                release_id=published[0].id,
                path=str(out),
                purpose=args.purpose or say("cli.figures.purpose"),
                recipient=args.recipient or args.account,
            )
        )
    facts = {"path": receipt.path, "rows": receipt.rows, "sha256": receipt.sha256}
    facts |= {"purpose": receipt.purpose, "recipient": receipt.recipient}
    tell(args, facts | {"delete_by": receipt.delete_by.isoformat()})
