"""What of a document one named reader is given, part by part.  Decides; reads and prints nothing."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from earlyhelp.domain.sharing import Decision, overridden

FAMILY, AGENCY, SCHOOL, COURT, COLLEAGUE = "family", "agency", "school", "court", "colleague"
#: Nobody reads it: the whole record leaves the store as a file, with a reason.
FILE = "file"
#: Readers of other organisations: told only what was agreed, workers' names shortened for them.
OUTSIDE = frozenset({AGENCY, SCHOOL})
#: Readers chosen from those the store knows: one of the family, one of its accounts.
INSIDE = frozenset({FAMILY, COLLEAGUE})
READERS = frozenset({FAMILY, AGENCY, SCHOOL, COURT, COLLEAGUE})


class Part(Struct, frozen=True, kw_only=True):
    """A piece of a document that is given or left out whole.

    Shape: `subjects` are the people it tells of (never none); `data_class` a code of data_class;
    `source` says where it was written down; `worker` marks what workers write among themselves;
    `hidden` what must not be printed for anybody.
    """

    id: str
    section: str
    title: str
    text: str
    subjects: tuple[int, ...]
    data_class: str
    source: str
    worker: bool = False
    hidden: bool = False


class Reader(Struct, frozen=True, kw_only=True):
    """For whom a document is compiled; `person_id` and `children` only for one of the family."""

    kind: str
    basis: str = ""
    person_id: int = 0
    children: tuple[int, ...] = ()


class Judged(Struct, frozen=True, kw_only=True):
    """A part with what became of it; `why` is a key under `disclosure.why.`, empty if it is given."""

    part: Part
    why: str = ""
    person_id: int = 0
    sources: tuple[str, ...] = ()


#: Answers for one person and one class of information: may it be told?
Ask = Callable[[int, str], Decision]


def judge(parts: Iterable[Part], reader: Reader, ask: Ask) -> list[Judged]:
    """Return every part with whether this reader is given it.

    Shape: as many as there were parts, in their order; whatever no rule permits is left out.
    Source: DPIA risks 2 and 3; domain.md 7.2 (golden rule 5), 8; issue 3, section 3.
    """
    return [_judged(part, reader, ask) for part in parts]


def shortened_name(name: str) -> str:
    """Return a worker's name as other agencies see it: `P. Nandra`.

    Source: DPIA risk 3.
    """
    words = name.split()
    return name if len(words) < 2 else f"{words[0][0]}. {words[-1]}"


def _judged(part: Part, reader: Reader, ask: Ask) -> Judged:
    if part.hidden:
        return Judged(part=part, why="hidden")
    if part.worker and reader.kind != COLLEAGUE:
        return Judged(part=part, why="worker")
    if reader.kind == COLLEAGUE:
        return Judged(part=part)
    if reader.kind == FAMILY:
        return _for_family(part, reader)
    if reader.kind in OUTSIDE | {COURT}:
        return _agreed(part, reader, ask)
    return Judged(part=part, why="reader")


def _for_family(part: Part, reader: Reader) -> Judged:
    """One of the family is given their own and their children's; of others what is not sensitive."""
    own = {reader.person_id, *reader.children}
    strange = [one for one in part.subjects if one not in own]
    if strange and part.data_class in {"special_category", "contact"}:
        return Judged(part=part, why="third_party", person_id=strange[0])
    return Judged(part=part)


def _agreed(part: Part, reader: Reader, ask: Ask) -> Judged:
    if overridden(reader.basis):
        return Judged(part=part, sources=(f"basis:{reader.basis}",))
    if reader.kind == COURT or not part.subjects:
        return Judged(part=part, why="court" if reader.kind == COURT else "reader")
    sources: dict[str, None] = {}
    for person_id in part.subjects:
        decided = ask(person_id, part.data_class)
        if not decided.permit:
            return Judged(part=part, why=decided.reason_key, person_id=person_id)
        sources |= dict.fromkeys(decided.sources)
    return Judged(part=part, sources=tuple(sources))
