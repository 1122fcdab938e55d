"""Proposes what a copy for somebody leaves out, part by part.  Decides nothing.

Third parties are the family's other members, staff, whoever records name, and whatever looks like one.
"""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from earlyhelp.domain.name_patterns import perhaps_names
from earlyhelp.domain.third_parties import CONFIDENCE, OTHER, WORKER, Finder, Known, Span
from earlyhelp.messages.people import Contactable, HomeDetails
from earlyhelp.messages.rights import Choice, PartField, RecordPart
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.family_words import role_words
from earlyhelp.services.rights_collect import Collecting
from earlyhelp.services.rights_files import is_whole

HARM = "serious_harm"
RELEASE, REDACT, WITHHOLD = "release", "redact", "withhold"
#: Answers that name whoever asked for support or decided with us.
_NAMES_SOMEBODY = frozenset({
    "who.asker_name", "who.asker_contact", "gate.harm_decided_by", "owner", "recipient",
})  # fmt: skip
_ASKER = frozenset({"who.asker_name", "who.asker_contact"})
#: Kinds that may do harm in the wrong hands: proposed to be left out, for a person to decide.
_MAY_HARM = frozenset({"safeguarding_concern", "restriction", "break_glass"})
_THIRD_PARTY_NOTE = "note.third_party"


class Proposer:
    """Looks through the parts of one family for the same subjects."""

    def __init__(
        self, collecting: Collecting, subjects: Iterable[int], parts: Iterable[RecordPart]
    ) -> None:
        self.subjects = frozenset(subjects)
        self._people = collecting
        self._finder = Finder(
            [known_member(collecting, ident) for ident in sorted(self.subjects)],
            [
                *(
                    known_member(collecting, ident)
                    for ident in collecting.people
                    if ident not in self.subjects
                ),
                *_staff(collecting),
                *_named(parts),
            ],
        )

    def propose(self, part: RecordPart) -> Choice:
        """Return what to do with a part: release, redact with these marks, or withhold with a reason."""
        made = digest(part)
        if part.about and not self.subjects & set(part.about):
            return Choice(decision=WITHHOLD, digest=made, reason=OTHER)
        if _answered(part, _THIRD_PARTY_NOTE):
            return Choice(decision=WITHHOLD, digest=made, reason=CONFIDENCE)
        if part.kind in _MAY_HARM or _tells_of_concern(part):
            return Choice(decision=WITHHOLD, digest=made, reason=HARM)
        if is_whole(part):  # somebody has to look at it before it is given
            return Choice(decision=WITHHOLD, digest=made, reason=OTHER)
        spans = {one.id: found for one in part.fields if (found := self._spans(one))}
        return Choice(decision=REDACT if spans else RELEASE, digest=made, spans=spans)

    def _spans(self, field: PartField) -> tuple[Span, ...]:
        whole = Span(start=0, length=len(field.text), reason=OTHER)
        if field.about and field.about not in self.subjects:
            return (msgspec.structs.replace(whole, who=self._people.name(field.about)),)
        if field.id in _ASKER:
            return (msgspec.structs.replace(whole, who=field.text),)
        return self._finder.spans(field.text)


def known_member(collecting: Collecting, ident: int) -> Known:
    """Return what is known of a member of the family, as texts may tell it."""
    held = collecting.people[ident]
    homes = [home for home in _homes(collecting) if ident in home.residents]
    return Known(
        names=_names(held),
        texts=tuple(_lines(homes, held)),
        numbers=tuple(
            filter(None, (held.phone, held.nhs_number, held.upn, held.local_id)),
        ),
        born_on=held.born_on,
        who=collecting.name(ident),
    )


def digest(part: RecordPart) -> str:
    """Return a fingerprint of a part's texts: what was decided holds for these only."""
    said = msgspec.json.encode([(one.id, one.text) for one in part.fields])
    return hashlib.sha256(said).hexdigest()[:32]


def third_parties(choice: Choice) -> tuple[str, ...]:
    """Return whose facts the marks of a choice are, each once, for staff to read."""
    found = {span.who for spans in choice.spans.values() for span in spans if span.who}
    return tuple(sorted(found))


def _names(held: Contactable) -> tuple[str, ...]:
    return tuple(filter(None, (f"{held.forename} {held.surname}".strip(), held.known_as)))


def _homes(collecting: Collecting) -> Iterator[HomeDetails]:
    for row in collecting.homes:
        yield collecting.uow.open(row, "hidden" if row.hidden is not None else "directory")


def _lines(homes: list[HomeDetails], held: Contactable) -> Iterator[str]:
    """Yield an address whole, its first line and its postcode, and the email address."""
    for home in homes:
        first = home.lines.replace("\n", ",").split(",")[0].strip()
        yield from filter(None, (home.lines.strip(), first, home.postcode))
    if held.email:
        yield held.email


def _staff(collecting: Collecting) -> Iterator[Known]:
    for account in collecting.uow.all(StaffAccount):
        involved = account.id in collecting.involved
        yield Known(
            names=(account.name,),
            reason=WORKER,
            instead=role_words(account.role),
            whole_only=not involved,
        )


def _named(parts: Iterable[RecordPart]) -> Iterator[Known]:
    """Yield whoever a record names in an answer that asks for a name."""
    for part in parts:
        for field in part.fields:
            if field.id in _NAMES_SOMEBODY:
                for hit in perhaps_names(f"— {field.text}"):
                    yield Known(names=(hit.group(),), who=hit.group())


def _answered(part: RecordPart, key: str) -> bool:
    return any(one.id == key and one.text.casefold() == "yes" for one in part.fields)


def _tells_of_concern(part: RecordPart) -> bool:
    return part.kind == "chronology_event" and part.tone == "danger"
