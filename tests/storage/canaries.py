"""Made-up names and sentences nobody else would write, put everywhere a person can type them."""

import gzip
import io
import re
import zipfile
import zlib
from datetime import date, timedelta
from os.path import commonprefix

from earlyhelp.forms.loader import form
from earlyhelp.messages.cases import RaiseConcern, RecordAgreement
from earlyhelp.messages.casework import (
    AddCaseNote,
    AddChronologyEvent,
    AddContact,
    AssessmentPage,
    Paper,
    SaveAnswers,
    StartAssessment,
)
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.looks import StatePurpose
from earlyhelp.messages.people import Contactable, HomeDetails, Particulars, PeopleFound, SaveHome
from earlyhelp.messages.plans import (
    ActionDraft,
    OutcomeDraft,
    PlanContent,
    PlanPage,
    SavePlan,
    StartPlan,
)
from earlyhelp.messages.requests import Colleagues, DecideRequest, NewPerson, ReceiveRequest
from earlyhelp.messages.session import CurrentSession, Drafts, SaveDraft

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
FAMILIES = 8


class Canaries:
    """A new one at every call; `mark` tells one planting from another."""

    def __init__(self, mark: str) -> None:
        self._mark, self.all = mark, []

    def name(self) -> str:
        """One word, as a name is."""
        number = len(self.all)
        letters = "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0))
        self.all.append(f"Qvy{self._mark}{letters}wyth")
        return self.all[-1]

    def sentence(self) -> str:
        return f"Somebody said {self.name()} and meant it."


def plant(send, canaries, today: date) -> bytes:
    """Write them everywhere as one manager does; return a paper with some of them in it."""
    who = send(CurrentSession())
    lead_id = next(one.account_id for one in send(Colleagues()) if one.role == "practitioner")
    for _ in range(FAMILIES):
        made = send(_request(canaries, who.team_ids[0], today))
        paper = _work(send, canaries, made, lead_id, today)
    send(Drafts())
    return paper


def _request(canaries, team_id, today):
    people = tuple(
        NewPerson(
            role=role,
            details=Contactable(
                forename=canaries.name(), surname=canaries.name(), known_as=canaries.name(),
                born_on=date(year, 3, 9), safe_contact=canaries.sentence(),
            ),
            particulars=Particulars(notes=canaries.sentence(), school=canaries.name()),
        )
        for role, year in (("parent", 1991), ("child", 2017))
    )  # fmt: skip
    answers = {
        "gate.significant_harm": False,
        "reason.worries": canaries.sentence(),
        "reason.wants": "advice",
        "agreement.family_knows": True,
        "agreement.family_agrees": True,
    }
    return ReceiveRequest(
        team_id=team_id, received_on=today, source="2A", people=people,
        address=f"1 {canaries.name()} Row", postcode="PL1 3AB", answers=answers,
    )  # fmt: skip


def _work(send, canaries, made, lead_id, today) -> bytes:
    decided = DecideRequest(
        request_id=made.id, version=made.version, decision="accept", lead_id=lead_id,
        level="L2", reason=canaries.sentence(),
    )  # fmt: skip
    send(decided)
    ident = made.family_id
    why = StatePurpose(family_id=ident, code="other", text=canaries.sentence())
    send(why)  # a family accepted for a lead is not the manager's own
    view = send(FamilyPageView(family_id=ident))
    _say(send, canaries, ident, today)
    send(_agreement(canaries, view, today))
    begun = send(StartAssessment(case_id=view.case.id))
    opened = send(AssessmentPage(assessment_id=begun.id))
    answers = _texts(opened, canaries)
    send(SaveAnswers(assessment_id=begun.id, version=begun.version, changes=answers))
    plan = send(StartPlan(case_id=view.case.id))
    action = ActionDraft(id=2, text=canaries.sentence(), owner=canaries.name())
    outcome = OutcomeDraft(id=1, words=canaries.sentence(), actions=(action,))
    content = PlanContent(outcomes=(outcome,), contingency=canaries.sentence())
    send(SavePlan(plan_id=plan.id, version=plan.version, content=content))
    send(PlanPage(plan_id=plan.id))
    send(RaiseConcern(family_id=ident, what=canaries.sentence(), child_words=canaries.sentence()))
    send(PeopleFound(text=canaries.all[-20]))
    return send(Paper(kind="plan", subject_id=plan.id))


def _agreement(canaries, view, today):
    mother, child = (one.id for one in view.people)
    day = today.isoformat()
    answers = {
        "discussion.risk_branch": False, "discussion.practitioner": canaries.name(),
        "discussion.discussed_with": mother, "discussion.children": [str(child)],
        "discussion.discussed_on": day, "discussion.explained": ["why", "withdraw"],
        "choice.agrees": True, "choice.signed_by": canaries.name(), "choice.signed_on": day,
    }  # fmt: skip
    return RecordAgreement(family_id=view.id, status="given", given_on=today, answers=answers)


def _say(send, canaries, ident, today) -> None:
    send(AddCaseNote(family_id=ident, text=canaries.sentence(), to_chronology=True))
    met = {"happened_on": today, "kind": "home_visit", "successful": True}
    send(AddContact(family_id=ident, text=canaries.sentence(), **met))
    event = {"happened_on": today, "kind": "other"}
    told = {"text": canaries.sentence(), "source": canaries.sentence()}
    send(AddChronologyEvent(family_id=ident, **event, **told))
    send(SaveDraft(kind="case_note", subject_id=ident, content=canaries.sentence()))
    home = HomeDetails(lines=f"2 {canaries.name()} Court", postcode="PL1 3AB")
    lived = {"from_on": today - timedelta(days=90), "until_on": today - timedelta(days=9)}
    send(SaveHome(family_id=ident, details=home, protected=True, **lived))


def _texts(opened, canaries) -> dict[str, str]:
    """A sentence for the first long text of every section that is about the family as a whole."""
    found = {}
    for section in form(opened.form_id, opened.form_version).section:
        if section.per != "child" and not section.by:
            texts = [field for field in section.field if field.kind in {"line", "text"}]
            found |= {f"{section.id}.{field.id}": canaries.sentence() for field in texts[:1]}
    return found


def hits(data: bytes, canaries) -> list[str]:
    """Return the canaries that can be read in some bytes, packed or not."""
    stem = commonprefix(list(canaries))  # noqa: RUF071 - letters are meant; most bytes hold not even the beginning of one
    found: set[str] = set()
    for view in (data, *_unpacked(data)):
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            if stem.encode(coding) in view:
                found |= {one for one in canaries if one.encode(coding) in view}
    return sorted(found)


def _unpacked(data: bytes) -> list[bytes]:
    found = [match.group(1) for match in _STREAM.finditer(data)]
    found += [data[at : at + 1_000_000] for head in _HEADS for at in _places(data, head)]
    opened = [_inflated(part, zlib.MAX_WBITS) for part in found]
    opened += [_inflated(data[at:], 31) for at in _places(data, b"\x1f\x8b\x08")]
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            opened += [archive.read(name) for name in archive.namelist()]
    opened += [_inflated(data, -zlib.MAX_WBITS)]
    return [part for part in opened if part]


def _places(data: bytes, head: bytes) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(head), data)]


def _inflated(data: bytes, bits: int) -> bytes:
    try:
        return zlib.decompressobj(bits).decompress(data, 50_000_000)
    except zlib.error:
        return b""


def packings(text: str) -> dict[str, bytes]:
    """The same text as a careless program would leave it behind."""
    plain = text.encode()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("left.txt", plain)
    return {
        "utf-8": plain,
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "zlib": b"before" + zlib.compress(plain) + b"after",
        "deflate": zlib.compress(plain)[2:-4],
        "gzip": gzip.compress(plain),
        "zip": archive.getvalue(),
        "pdf": b"%PDF stream\n" + zlib.compress(plain) + b"\nendstream",
    }
