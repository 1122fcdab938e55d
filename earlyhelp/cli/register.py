"""`register check` and `register report`: the eighteen controls, tried now."""

import hashlib
from argparse import Namespace
from pathlib import Path

from earlyhelp.cli.errors import NotSound
from earlyhelp.cli.output import tell
from earlyhelp.cli.sign_in import signed_in
from earlyhelp.messages.register import Register, RegisterAnnex, RegisterLine
from earlyhelp.services.audit_paths import outgoing
from earlyhelp.services.dispatcher import Dispatcher
from earlyhelp.services.register_run import RegisterCheck


def check(args: Namespace) -> None:
    """Try every control and print the eighteen lines.

    Raises: NotSound if a line is red.
    """
    with signed_in(args) as dispatcher:
        lines = _checked(dispatcher)
    tell(args, {"lines": [_told(line) for line in lines]})
    red = sum(line.found.status == "red" for line in lines)
    if red:
        raise NotSound("cli.register.red", count=red)


def report(args: Namespace) -> None:
    """Try every control and write the annex of the DPIA as a PDF."""
    out: Path = args.out.absolute()
    with signed_in(args) as dispatcher:
        path = outgoing(str(out), dispatcher.context, (".pdf",), "cli.register.pdf")
        lines = _checked(dispatcher)
        content = dispatcher.dispatch(RegisterAnnex())
        path.write_bytes(content)
    red = sum(line.found.status == "red" for line in lines)
    sha256 = hashlib.sha256(content).hexdigest()
    tell(args, {"path": str(path), "lines": len(lines), "red": red, "sha256": sha256})


def _checked(dispatcher: Dispatcher) -> tuple[RegisterLine, ...]:
    dispatcher.dispatch(Register())  # refused here if the account may not see it
    run = RegisterCheck(dispatcher.context, "command")
    while not run.step():
        pass
    lines: tuple[RegisterLine, ...] = dispatcher.dispatch(Register()).lines
    return lines


def _told(line: RegisterLine) -> dict[str, object]:
    checks = line.found.checks
    return {
        "number": line.number,
        "risk": line.risk,
        "control": line.control,
        "status": line.found.status,
        "evidence": [f"{one.check}: {one.evidence}" for one in checks],
        "advice": [one.advice for one in checks if one.advice],
        "checked_at": line.checked_at,
    }
