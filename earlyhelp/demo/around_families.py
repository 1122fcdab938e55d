"""What is done around single families: choices, a restriction, a request, papers that came in."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.pdfgen.canvas import Canvas

from earlyhelp.demo.around_plan import AroundPlan, DocumentPlan
from earlyhelp.demo.sessions import Seat
from earlyhelp.messages.access import AddSealedNote, RestrictFamily
from earlyhelp.messages.casework import AddCaseNote
from earlyhelp.messages.corrections import CorrectableTexts, RequestCorrection
from earlyhelp.messages.disclosing import DisclosurePreview
from earlyhelp.messages.documents import AddDocument, ContinueDocument
from earlyhelp.messages.partner_shares import PartnerShares, ShareWithPartner
from earlyhelp.messages.partners import InvitePartner
from earlyhelp.messages.retention import KeepFamily, ProposeErasure
from earlyhelp.messages.sharing import RecordSharing, SharingPage
from earlyhelp.messages.subject_requests import AnswerKnownHere
from earlyhelp.records.people import Family

_ENDS = frozenset({"safe", "waiting", "refused", "stopped"})


def by_the_manager(manager: Seat, plan: AroundPlan, requests: Sequence[int]) -> str:
    """Answer requests, restrict a family, propose an erasure; return the restricted reference or ""."""
    families = manager.families("open")
    if not families:
        return ""
    people = manager.people(families[0].id)
    for request_id, asked in zip(requests, plan.request, strict=True):
        known = [
            ident for ident, one in people.items()
            if (one.forename, one.surname) == (asked.forename, asked.surname)
        ]  # fmt: skip
        if asked.answered:
            manager.supervise(families[0].id)
            manager.ask(AnswerKnownHere(request_id=request_id, person_ids=tuple(known)))
    for closed in manager.families("closed")[:1]:
        manager.ask(ProposeErasure(reference=closed.reference, reason="right"))
    for family in families[1:2]:
        child = list(manager.people(family.id))[-1]
        wish = ProposeErasure(
            reference=family.reference, reason="right", person_id=child, stays="others"
        )
        manager.ask(wish)
    manager.ask(KeepFamily(reference=families[-1].reference, reason="complaint"))
    return _restrict(manager, plan, families[len(families) // 2]) if len(families) > 2 else ""


def _restrict(manager: Seat, plan: AroundPlan, family: Family) -> str:
    manager.supervise(family.id)
    lead = manager.lead(family.id)
    manager.ask(
        RestrictFamily(
            family_id=family.id, reason="staff_relative", text=plan.restricted_why,
            reader_ids=(lead,),
        )
    )  # fmt: skip
    manager.ask(AddSealedNote(family_id=family.id, text=plan.sealed, reader_ids=(lead,)))
    return family.reference


def by_the_practitioner(worker: Seat, plan: AroundPlan, partner_id: int) -> None:
    """Note what a family chose, let the partner in, take papers in, pass a correction on."""
    families = worker.families("open")
    if not families:
        return
    family = families[0]
    people = worker.people(family.id)
    _record_choices(worker, plan, family.id)
    worker.ask(InvitePartner(family_id=family.id, account_id=partner_id))
    _show_the_plan(worker, family.id, partner_id)
    worker.ask(AddCaseNote(family_id=family.id, text=plan.note))
    texts = worker.ask(CorrectableTexts(family_id=family.id))
    record = next(one.key for one in texts if plan.note[:20] in one.label)
    first = next(iter(people.values()))
    worker.ask(
        RequestCorrection(
            family_id=family.id, record=record, asker=f"{first.forename} {first.surname}",
            wrong=plan.correction_wrong, wanted=plan.correction_wanted, received_on=worker.today,
        )
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        for one in plan.document:
            _take_in(worker, family.id, _written(Path(folder), one), one)


def _show_the_plan(worker: Seat, family_id: int, partner_id: int) -> None:
    """Let the partner read the plan in the program, whatever the check found taken out."""
    rows = worker.ask(PartnerShares(family_id=family_id))
    row = next(one for one in rows if one.account_id == partner_id)
    if not row.plan_id:
        return
    seen = DisclosurePreview(
        family_id=family_id, kind="plan", subject_id=row.plan_id, reader=row.reader
    )
    settled = {one.key: "remove" for one in worker.ask(seen).to_settle}
    worker.ask(
        ShareWithPartner(
            family_id=family_id, account_id=partner_id, plan_id=row.plan_id, settled=settled
        )
    )


def _record_choices(worker: Seat, plan: AroundPlan, family_id: int) -> None:
    """Everybody old enough answers for themselves, the first parent for the others."""
    people = worker.ask(SharingPage(family_id=family_id)).people
    parent = people[0].person_id
    own = [(one.person_id,) for one in people if one.themselves]
    others = tuple(one.person_id for one in people if not one.themselves)
    for agreement, choice in zip(plan.agreement, plan.choice, strict=True):
        for whose in [*own, others] if choice.status == "given" else [(parent,)]:
            if whose:
                said_by = parent if whose == others else whose[0]
                worker.ask(
                    RecordSharing(
                        family_id=family_id, person_ids=whose, said_by=said_by,
                        agency=agreement.agency, purposes=agreement.purposes,
                        classes=agreement.classes, status=choice.status,
                        decided_on=worker.today, words=choice.words if said_by == parent else "",
                    )
                )  # fmt: skip


def _written(folder: Path, one: DocumentPlan) -> Path:
    path = folder / one.name
    if path.suffix == ".txt":
        path.write_text("\n".join(one.lines) + "\n", encoding="utf-8")
        return path
    canvas = Canvas(str(path), invariant=1)
    for at, line in enumerate(one.lines):
        canvas.drawString(72, 760 - 18 * at, line)
    canvas.save()
    return path


def _take_in(worker: Seat, family_id: int, path: Path, one: DocumentPlan) -> None:
    """Send a file through the airlock; without a scanner it stays shut."""
    asked = AddDocument(family_id=family_id, path=str(path), kind=one.kind, source=one.source)
    work = worker.ask(asked)
    while work.stage not in _ENDS:
        work = worker.ask(ContinueDocument(work_id=work.work_id))
