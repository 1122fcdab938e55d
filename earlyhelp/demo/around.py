"""What the organisation has done around its families: a partner, agreements, rights, a backup.

Goes through the services, each step by whose work it is; a store too small for a step does without.
"""

from pathlib import Path

from earlyhelp.clock import Clock
from earlyhelp.demo.around_families import by_the_manager, by_the_practitioner
from earlyhelp.demo.around_plan import AroundPlan, RequestPlan, around_plan, days_on
from earlyhelp.demo.bank import AccountPlan, staff
from earlyhelp.demo.sessions import Seat, Sessions
from earlyhelp.messages.access import BreakGlassOpen, NameEmergencyManagers
from earlyhelp.messages.backups import MakeBackup, RehearseBackup
from earlyhelp.messages.conduct import AcceptConduct, Conduct
from earlyhelp.messages.pictures import SetPictureRule
from earlyhelp.messages.register import CheckRegister
from earlyhelp.messages.rights import Asked
from earlyhelp.messages.session import ChangePassphrase
from earlyhelp.messages.sharing import SaveIsa
from earlyhelp.messages.staff import Accounts, ApproveAccount, CreateAccount, Teams
from earlyhelp.messages.subject_requests import RecordSubjectRequest
from earlyhelp.services.long_work import to_end
from earlyhelp.services.register_run import run_of

WEST, NORTH = "West", "North"


def go_around(folder: Path, clock: Clock, backups: Path) -> None:
    """Do all of it, in the order in which people would."""
    sessions, plan = Sessions(folder, clock), around_plan()
    with sessions.of("business_administrator") as bea:
        _enter_joiners(bea, plan)
    with sessions.of("information_governance") as ira:
        _agree_with_agencies(ira, plan)
        _name_emergency_managers(ira)
        ira.ask(SetPictureRule(with_reason=True))  # made-up families are shown to learners
        requests = [_record_request(ira, one) for one in plan.request]
    with sessions.of("team_manager", WEST) as maureen:
        partner_id = _let_in(maureen, _partner().login)
        restricted = by_the_manager(maureen, plan, requests)
    with sessions.of("partner", passphrase=plan.first_passphrase) as partner:
        _begin(partner, plan)
    with sessions.of("practitioner", WEST) as priya:
        by_the_practitioner(priya, plan, partner_id)
    if restricted:
        with sessions.of("team_manager", NORTH) as gareth:
            gareth.ask(
                BreakGlassOpen(reference=restricted, reason="duty_call", sentence=plan.emergency)
            )
    with sessions.of("business_administrator") as bea:
        _back_up(bea, backups)
    with sessions.of("information_governance") as ira:
        _check_register(ira)


def _partner() -> AccountPlan:
    return next(one for one in staff().account if one.role == "partner")


def _enter_joiners(bea: Seat, plan: AroundPlan) -> None:
    """Enter a partner, and a practitioner who still waits for the second person."""
    partner = _partner()
    bea.ask(
        CreateAccount(
            login=partner.login, name=partner.name, role=partner.role,
            passphrase=plan.first_passphrase, agency=plan.partner_agency,
        )
    )  # fmt: skip
    west = next(one.id for one in bea.ask(Teams()) if one.name == WEST)
    bea.ask(
        CreateAccount(
            login=plan.joiner_login, name=plan.joiner_name, role="practitioner", team_ids=(west,),
            passphrase=plan.first_passphrase,
        )
    )  # fmt: skip


def _let_in(manager: Seat, login: str) -> int:
    waiting = next(one for one in manager.ask(Accounts()) if one.login == login)
    manager.ask(ApproveAccount(account_id=waiting.id, version=waiting.version))
    return int(waiting.id)


def _begin(partner: Seat, plan: AroundPlan) -> None:
    partner.ask(
        ChangePassphrase(passphrase=plan.first_passphrase, new_passphrase=_partner().passphrase)
    )
    partner.ask(AcceptConduct(text_version=partner.ask(Conduct()).version))


def _agree_with_agencies(ira: Seat, plan: AroundPlan) -> None:
    for one in plan.agreement:
        ira.ask(
            SaveIsa(
                agency=one.agency, organisation_type=one.kind, purposes=one.purposes,
                classes=one.classes, from_on=days_on(ira.today, one.from_day),
                review_on=days_on(ira.today, one.review_day), document=one.document,
            )
        )  # fmt: skip


def _name_emergency_managers(ira: Seat) -> None:
    managers = [one.id for one in ira.ask(Accounts()) if one.role == "team_manager"]
    ira.ask(NameEmergencyManagers(manager_ids=tuple(managers)))


def _record_request(ira: Seat, one: RequestPlan) -> int:
    asked = Asked(
        forename=one.forename, surname=one.surname, asker=f"{one.forename} {one.surname}",
        relation="", reply_to="by post", wants="everything", seen=("known_to_worker",),
    )  # fmt: skip
    told = RecordSubjectRequest(
        received_on=days_on(ira.today, one.days), channel=one.channel, standing="self", asked=asked
    )
    return int(ira.ask(told).id)


def _check_register(ira: Seat) -> None:
    ira.ask(CheckRegister())
    run = run_of(ira.store.context)
    while run is not None and not run.step():
        pass


def _back_up(bea: Seat, backups: Path) -> None:
    """Make a backup beside the store and rehearse it."""
    backups.mkdir(exist_ok=True)
    made = bea.ask(MakeBackup(folder=str(backups)))
    to_end(bea.store.context)
    bea.ask(RehearseBackup(backup_id=made.id))
    to_end(bea.store.context)
