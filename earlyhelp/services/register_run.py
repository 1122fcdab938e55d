"""One run over the register's checks, a step at a time, and the evidence it leaves.

Refuses to call a control good that could not be looked at: that is "not checked", and a check that
breaks is red.
"""

from datetime import timedelta

import msgspec

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import HouseError
from earlyhelp.messages.register import CheckFound, RiskFound, Status
from earlyhelp.records.register import RegisterRun
from earlyhelp.services.audit_chain import ChainCheck, chain_of
from earlyhelp.services.context import Context
from earlyhelp.services.register_checks import AHEAD, CHECKS, Finding, lines
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import say

#: Where the run stands among a context's works; ids of works are never this.
REGISTER = -2
#: A run at start is left out if the last one is younger and found nothing red.
_FRESH = timedelta(hours=12)
_WORST: dict[Status, int] = {"ok": 0, "not_checked": 1, "red": 2}
_ENCODER, _DECODER = msgspec.json.Encoder(), msgspec.json.Decoder(tuple[RiskFound, ...])


class RegisterCheck:
    """One run: the audit's chain first if it has not been followed yet, then check by check."""

    def __init__(self, context: Context, why: str) -> None:
        self._context, self._why = context, why
        self._lines = lines()
        self._waiting = list(dict.fromkeys(name for line in self._lines for name in line.checks))
        self._found: dict[str, CheckFound] = {}
        known = chain_of(context)
        anew = known is None or (why != "start" and known.finished)
        self._chain: ChainCheck = ChainCheck(context) if anew or known is None else known
        self.finished = False
        context.works[REGISTER] = self

    def step(self) -> bool:
        """Do one short step; return whether the run is over and its evidence kept."""
        if self.finished:
            return True
        if not self._chain.finished:
            self._chain.step()
        elif self._waiting:
            name = self._waiting.pop(0)
            self._found[name] = self._tried(name)
        else:
            self._keep()
            self.finished = True
        return self.finished

    def _tried(self, name: str) -> CheckFound:
        context, permission = self._context, Permission.REGISTER_CHECK
        scope = context.policy.scope_of(context.principal, permission)
        try:
            with context.vault.unit(context.principal, permission, scope) as uow:
                return told(name, CHECKS[name](uow, context))
        except (HouseError, OSError, ValueError):
            return told(name, Finding("red", ""))

    def _keep(self) -> None:
        context, permission = self._context, Permission.REGISTER_CHECK
        risks = tuple(self._risk(line.number, line.checks) for line in self._lines)
        scope = context.policy.require(context.principal, permission)
        with context.vault.unit(context.principal, permission, scope) as uow:
            run = RegisterRun(
                at=uow.clock.now(),
                account_id=context.principal.account_id,
                device=context.principal.device,
                why=self._why,
                red=sum(risk.status == "red" for risk in risks),
                unknown=sum(risk.status == "not_checked" for risk in risks),
                content=_ENCODER.encode(risks),
            )
            uow.purpose = f"register check, {self._why}: {run.red} red, {run.unknown} not checked"
            uow.add(run)
            uow.commit()

    def _risk(self, number: int, names: tuple[str, ...]) -> RiskFound:
        checks = tuple(self._found[name] for name in names)
        states: list[Status] = [one.status for one in checks] or ["not_checked"]
        status = max(states, key=lambda state: _WORST[state])
        return RiskFound(number=number, status=status, checks=checks)


def told(name: str, finding: Finding) -> CheckFound:
    """Put a finding into words; one without words is a check that could not be run at all."""
    said = say(f"register.{name}.{finding.said}", **finding.params) if finding.said else ""
    return CheckFound(
        check=name,
        how=say(f"register.{name}.how"),
        status=finding.status,
        evidence=said or say("register.broken"),
        advice="" if finding.status == "ok" else _advice(name, finding.said),
    )


def _advice(name: str, said: str) -> str:
    """Say what to do; before what bears a date after today is done anew, the clock has to be right."""
    advice = say(f"register.{name}.do")
    return say("register.ahead.do", then=advice) if said == AHEAD else advice


def found_in(run: RegisterRun) -> tuple[RiskFound, ...]:
    """Return what a kept run found, as it was told then."""
    return _DECODER.decode(run.content)


def newest_run(uow: UnitOfWork) -> RegisterRun | None:
    """Return the newest run, or None; what a clock set ahead has dated after now does not count."""
    return uow.first(RegisterRun, RegisterRun.at <= uow.clock.now(), order=RegisterRun.id.desc())


def last_run(context: Context) -> RegisterRun | None:
    """Return the newest run, or None; reads in a unit of its own that ends here."""
    permission = Permission.REGISTER_CHECK
    scope = context.policy.scope_of(context.principal, permission)
    with context.vault.unit(context.principal, permission, scope) as uow:
        return newest_run(uow)


def due_at_start(context: Context) -> bool:
    """Tell whether this session should begin with a run: none today, or the last one had a red line."""
    who = context.principal
    if Permission.REGISTER_CHECK not in context.policy.permissions_of(who):
        return False
    last = last_run(context)
    return last is None or last.red > 0 or context.vault.clock.now() - last.at > _FRESH


def run_of(context: Context) -> RegisterCheck | None:
    """Return the session's run of checks, if one was begun."""
    found: RegisterCheck | None = context.works.get(REGISTER)
    return found
