"""The annex of the DPIA: the register and the running rules as a PDF.  Nothing in it is written by hand."""

import hashlib

from earlyhelp.messages.register import Register, RegisterAnnex
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.register import register
from earlyhelp.services.rule_sources import source_words
from earlyhelp.settings import resource
from earlyhelp.storage.migrate import HEAD
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import moment, say


@handles(RegisterAnnex)
def register_annex(uow: UnitOfWork, _message: RegisterAnnex, context: Context) -> bytes:
    """Print the register as it stands and the rules this session runs on."""
    from earlyhelp.reports.register_sheet import RegisterSheet, register_pdf

    shown = register(uow, Register(), context)
    checked = say("registerpage.never")
    if shown.checked_at is not None:
        why = say(f"registerpage.why.{shown.why}")
        checked = say("registerpage.checked", at=moment(shown.checked_at), why=why)
    seal = hashlib.sha256((resource("access") / "rules.toml").read_bytes()).hexdigest()
    uow.purpose = "register annex"
    return register_pdf(
        RegisterSheet(
            printed_on=uow.clock.today(),
            checked=checked,
            lines=shown.lines,
            rules=tuple(
                (role, right, scope, source_words(source))
                for role, right, scope, source in context.policy.table()
            ),
            versions=(
                (say("registerpage.store"), context.vault.facts["vault"].decode()),
                (say("registerpage.audit"), str(context.vault.trail.size)),
                (say("registerpage.structure"), HEAD),
                (say("registerpage.seal"), seal),
            ),
        )
    )
