"""`audit export` and `audit verify`: the trail for those who must not take our word."""

from argparse import Namespace
from pathlib import Path

from earlyhelp.audit.verify import verify_export
from earlyhelp.cli.errors import NotSound, WrongUse
from earlyhelp.cli.output import new_file, tell
from earlyhelp.cli.sign_in import signed_in
from earlyhelp.messages.trail import ExportAudit
from earlyhelp.services.audit_checkpoints import texts_in

_LARGEST_CHECKPOINTS = 16 * 1024 * 1024
#: A file that is no audit at all has a finding in every line; the first say what it is.
_MOST_SHOWN = 20


def export(args: Namespace) -> None:
    """Write the audit of a store to a new file.

    Raises: Refused where there is one of that name.
    """
    out = new_file(args.out)
    with signed_in(args) as dispatcher:
        receipt = dispatcher.dispatch(ExportAudit(path=str(out)))
    tell(args, {"path": str(out), "entries": receipt.id})


def verify(args: Namespace) -> None:
    """Verify an exported audit, against checkpoints kept elsewhere if there are any.

    Raises: NotSound if something is wrong; WrongUse if a file cannot be read.
    """
    checkpoints = [text for path in args.checkpoint for text in _checkpoints(path)]
    try:
        report = verify_export(args.out, checkpoints)
    except (OSError, ValueError):
        raise WrongUse("cli.file", name=args.out.name) from None
    problems = [
        {"line": found.line, "entry": found.seq, "what": found.what}
        for found in report.problems[:_MOST_SHOWN]
    ]
    count = len(report.problems)
    facts = {"ok": report.ok, "entries": report.size, "root": report.root, "problems": problems}
    facts |= {"problems_found": count}
    tell(args, facts | {"compared_with": len(checkpoints)})
    if not report.ok:
        raise NotSound("cli.audit.not_sound", count=count)


def _checkpoints(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            return list(texts_in(file.read(_LARGEST_CHECKPOINTS).decode("utf-8-sig")))
    except (OSError, ValueError):
        raise WrongUse("cli.file", name=path.name) from None
