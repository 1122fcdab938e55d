"""`audit export` and `audit verify`: the trail for those who must not take our word."""

from argparse import Namespace
from pathlib import Path

from earlyhelp.audit.verify import verify_export
from earlyhelp.cli.errors import NotSound, WrongUse
from earlyhelp.cli.output import tell
from earlyhelp.cli.sign_in import signed_in
from earlyhelp.messages.trail import ExportAudit
from earlyhelp.services.audit_checkpoints import texts_in

_LARGEST_CHECKPOINTS = 16 * 1024 * 1024


def export(args: Namespace) -> None:
    """Write the audit of a store to a file."""
    out = args.out.absolute()
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
        {"line": found.line, "entry": found.seq, "what": found.what} for found in report.problems
    ]
    facts = {"ok": report.ok, "entries": report.size, "root": report.root, "problems": problems}
    tell(args, facts | {"compared_with": len(checkpoints)})
    if not report.ok:
        raise NotSound("cli.audit.not_sound", count=len(problems))


def _checkpoints(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            return list(texts_in(file.read(_LARGEST_CHECKPOINTS).decode("utf-8")))
    except (OSError, ValueError):
        raise WrongUse("cli.file", name=path.name) from None
