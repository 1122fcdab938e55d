"""A plan in lines: what is new, changed, kept or incomplete.

Refuses to draw and to ask: plain values only.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.plans import ActionDraft, CheckLine, OutcomeDraft, PlanContent
from ui.wording import day, say

Tone = Literal["go", "warn", "danger", "info", "plain"]
State = tuple[str, Tone]
Place = tuple[str, int]
_ACTION = ("text", "owner", "due_on")
_LOOKS = frozenset({"carried_over", "past", "vague"})  # read all actions, count what they find
_OF_FAMILY = frozenset({"needs", "children"})
_OUTCOME = ("words", "needs", "people", "measure", "baseline", "target", "area")


class PlanRow(Struct, frozen=True, kw_only=True):
    """An outcome or an action as one line of a table; `id` is its place from 1."""

    id: int
    kind: str
    subject_id: int
    number: int
    text: str
    note: str
    owner: str
    by: str
    state: str
    tone: Tone
    owner_missing: bool = False
    by_missing: bool = False


class PlanText(Struct, frozen=True, kw_only=True):
    """A text of the plan with its heading; `state` where it is not as in the version before."""

    title: str
    text: str
    written: bool
    state: str = ""
    tone: Tone = "plain"


class CheckRow(Struct, frozen=True, kw_only=True):
    """A line of the plan check: words, how many, and where it hurts (link key, words)."""

    text: str
    count: str
    tone: Tone
    links: tuple[tuple[str, str], ...]


def states(
    content: PlanContent, previous: PlanContent | None, number: int, lines: Sequence[CheckLine]
) -> dict[Place, State]:
    """Return the state of every outcome and action against the version before (`number`)."""
    broken = {place for line in lines if line.blocks for place in line.places}
    before = previous or PlanContent()
    outcomes = {one.id: one for one in before.outcomes}
    actions = {one.id: one for outcome in before.outcomes for one in outcome.actions}
    found: dict[Place, State] = {}
    for outcome in content.outcomes:
        place = ("outcome", outcome.id)
        found[place] = _state(place in broken, outcome, outcomes.get(outcome.id), number)
        for action in outcome.actions:
            place = ("action", action.id)
            found[place] = _state(place in broken, action, actions.get(action.id), 0)
    return found


def rows_of(content: PlanContent, found: dict[Place, State], *, progress: bool) -> list[PlanRow]:
    """Return the lines of a plan; with `progress` the state says how far each action is."""
    rows: list[PlanRow] = []
    count = 0
    for place, outcome in enumerate(content.outcomes, 1):
        state, tone = found[("outcome", outcome.id)]
        if progress:
            state, tone = code_list("outcome_status").label(outcome.status), "plain"
        rows.append(
            PlanRow(
                id=len(rows) + 1,
                kind="outcome",
                subject_id=outcome.id,
                number=place,
                text=say("plan.quoted", words=outcome.words),
                note=outcome_note(outcome),
                owner="",
                by="",
                state=state,
                tone=tone,
            )
        )
        for action in outcome.actions:
            count += 1
            state, tone = found[("action", action.id)]
            if progress:
                state, tone = _standing(action)
            rows.append(_action_row(action, count, (len(rows) + 1, state, tone)))
    return rows


def texts_of(content: PlanContent, previous: PlanContent | None) -> tuple[PlanText, ...]:
    """Return what the plan says in whole sentences, changed texts marked."""
    return tuple(_text(name, content, previous) for name in ("contingency", "family_view"))


def check_rows(lines: Sequence[CheckLine]) -> list[CheckRow]:
    """Return the plan check as shown in its card; grey where there is nothing to count."""
    actions = sum(line.total for line in lines if line.id == "action_text")
    rows = []
    for line in lines:
        nothing = not (line.total or (line.id in _LOOKS and actions))
        count = say(_nothing(line)) if nothing else _count(line)
        tone = _check_tone(line, nothing=nothing)
        rows.append(CheckRow(text=line.text, count=count, tone=tone, links=links_of([line])))
    return rows


def links_of(lines: Sequence[CheckLine]) -> tuple[tuple[str, str], ...]:
    """Return where something is missing as links: key `line|kind|id`, words."""
    return tuple(
        (f"{line.id}|{kind}|{ident}", words)
        for line in lines
        for (kind, ident), words in zip(line.places, line.where, strict=True)
    )


def outcome_note(outcome: OutcomeDraft) -> str:
    """Return what stands under an outcome: its needs, measure and scale."""
    parts = []
    if outcome.needs:
        parts.append(say("plan.note.needs", codes=", ".join(outcome.needs)))
    if outcome.area:
        parts.append(code_list("scale_area").label(outcome.area))
    numbers = (outcome.baseline, outcome.now, outcome.target)
    if any(number is not None for number in numbers):
        parts.append(" → ".join("–" if number is None else str(number) for number in numbers))
    parts.append(outcome.measure or say("plan.note.no_measure"))
    return " · ".join(parts)


def changes_since(found: dict[Place, State]) -> tuple[int, int]:
    """Return how many outcomes and actions are not as they were."""
    kept = say("plan.state.kept")
    moved = [place for place, (words, _tone) in found.items() if not words.startswith(kept)]
    return (
        sum(kind == "outcome" for kind, _ in moved),
        sum(kind == "action" for kind, _ in moved),
    )


def _text(name: str, content: PlanContent, previous: PlanContent | None) -> PlanText:
    words = getattr(content, name).strip()
    changed = previous is not None and words != getattr(previous, name).strip()
    return PlanText(
        title=say(f"plan.{name}"),
        text=words or say(f"plan.{name}.none"),
        written=bool(words),
        state=say("plan.state.changed") if changed else "",
        tone="warn",
    )


def _action_row(action: ActionDraft, number: int, shown: tuple[int, str, Tone]) -> PlanRow:
    place, state, tone = shown
    return PlanRow(
        id=place,
        kind="action",
        subject_id=action.id,
        number=number,
        text=action.text or say("plan.no_text"),
        note=action.note,
        owner=action.owner or say("plan.nobody"),
        by=day(action.due_on) or say("plan.no_date"),
        state=state,
        tone=tone,
        owner_missing=not action.owner.strip(),
        by_missing=action.due_on is None,
    )


def _state(
    broken: bool,
    now: OutcomeDraft | ActionDraft,
    before: OutcomeDraft | ActionDraft | None,
    number: int,
) -> State:
    if broken:
        return say("plan.state.incomplete"), "danger"
    if before is None:
        return say("plan.state.new"), "info"
    names = _OUTCOME if isinstance(now, OutcomeDraft) else _ACTION
    if any(getattr(now, name) != getattr(before, name) for name in names):
        return say("plan.state.changed"), "warn"
    if number:
        return say("plan.state.kept_from", number=number), "go"
    return say("plan.state.kept"), "plain"


def _standing(action: ActionDraft) -> State:
    tones: dict[str, Tone] = {"done": "go", "in_progress": "info", "open": "warn"}
    return code_list("action_status").label(action.status), tones.get(action.status, "plain")


def _count(line: CheckLine) -> str:
    if line.total > 1 or (line.total == 1 and line.id != "contingency"):
        return say("plan.check.count", ok=line.ok, total=line.total)
    if line.id == "contingency":
        return say("plan.check.no" if line.where else "plan.check.yes")
    return str(len(line.where)) if line.where else say("plan.check.none")


def _nothing(line: CheckLine) -> str:
    return f"plan.check.nothing.{line.id if line.id in _OF_FAMILY else line.id.partition('_')[0]}"


def _check_tone(line: CheckLine, *, nothing: bool) -> Tone:
    if not line.where:
        return "plain" if nothing else "go"
    return "danger" if line.blocks else "warn"
