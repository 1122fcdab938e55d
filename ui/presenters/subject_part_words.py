"""How a part of what is held is named and listed: plain words.  Decides nothing about it."""

from earlyhelp.messages.rights import Choice, PartLine, PartRow, RecordPart
from ui.wording import day, say

QUOTED = 60  # letters of a text that are shown of it
#: what a part is best known by, the first that it has; else it begins with its first words
_NAMED_BY = (
    "name", "relationship", "address", "family_name", "action", "need", "area", "recipient", "text",
)  # fmt: skip


def name_of(part: RecordPart) -> str:
    """Return what a part is and whom or what it is about: six people are not six times the same."""
    told = {one.id: one.text for one in reversed(part.fields)}
    words = next((told[name] for name in _NAMED_BY if told.get(name)), "")
    words = words or next((one.text for one in part.fields if one.text), "")
    words = " ".join(words.split())
    shown = words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip()}…"
    return say("subject.held.part", title=part.title, words=shown) if shown else part.title


def line(number: int, row: PartRow) -> PartLine:
    """Return a part as the list shows it."""
    part = row.part
    told = [day(part.on), part.source, *row.third_parties[:3]]
    return PartLine(
        number=number,
        title=name_of(part),
        note=" · ".join(one for one in told if one),
        proposed=_decision(row.proposed),
        decided=_decision(row.decided) if row.decided else say("subject.held.undecided"),
        is_decided=row.decided is not None,
    )


def _decision(choice: Choice) -> str:
    count = sum(len(spans) for spans in choice.spans.values())
    return say(f"subject.held.decision.{choice.decision}", count=count)
