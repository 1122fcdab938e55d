"""The DPIA register: eighteen lines with their last results, their history, a run on demand."""

from earlyhelp.errors import Invalid
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.register import (
    CheckRegister,
    PastFinding,
    Register,
    RegisterHistory,
    RegisterLine,
    RegisterView,
    RiskFound,
)
from earlyhelp.records.register import RegisterRun
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import handles
from earlyhelp.services.register_checks import Line, lines
from earlyhelp.services.register_run import RegisterCheck, found_in, newest_run, run_of
from earlyhelp.storage.unit_of_work import UnitOfWork

_REMEMBERED = 60


@handles(Register)
def register(uow: UnitOfWork, _message: Register, context: Context) -> RegisterView:
    """Return the eighteen lines with what the newest run found."""
    run = newest_run(uow)
    found = {risk.number: risk for risk in found_in(run)} if run else {}
    under_way = run_of(context)
    return RegisterView(
        lines=tuple(_line(line, found.get(line.number), run) for line in lines()),
        checked_at=run.at if run else None,
        why=run.why if run else "",
        checking=under_way is not None and not under_way.finished,
    )


@handles(RegisterHistory)
def register_history(
    uow: UnitOfWork, message: RegisterHistory, _context: Context
) -> tuple[PastFinding, ...]:
    """Return what earlier runs found for one risk, newest first, at most sixty.

    Raises: Invalid for field "number" if there is no such risk.
    """
    if message.number not in {line.number for line in lines()}:
        raise Invalid({"number": "register.number"})
    runs = uow.all(RegisterRun, order=RegisterRun.id.desc(), limit=_REMEMBERED)
    return tuple(
        PastFinding(id=run.id, at=run.at, why=run.why, found=risk)
        for run in runs
        for risk in found_in(run)
        if risk.number == message.number
    )


@handles(CheckRegister)
def check_register(_uow: UnitOfWork, _message: CheckRegister, context: Context) -> Receipt:
    """Begin a run, or go on with the one under way; the keeper steps it between messages."""
    under_way = run_of(context)
    if under_way is None or under_way.finished:
        RegisterCheck(context, "asked")
    return Receipt()


def _line(line: Line, found: RiskFound | None, run: RegisterRun | None) -> RegisterLine:
    nothing = RiskFound(number=line.number, status="not_checked", checks=())
    return RegisterLine(
        number=line.number,
        risk=line.risk,
        mitigation_2019=line.mitigation_2019,
        outcome_2019=line.outcome_2019,
        control=line.control,
        found=found or nothing,
        checked_at=run.at if run else None,
    )
