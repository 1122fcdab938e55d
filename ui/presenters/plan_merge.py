"""Two people's texts of one plan made one.  Refuses to choose where both changed the same part."""

from collections.abc import Iterator

from msgspec.structs import replace

from earlyhelp.messages.plans import OutcomeDraft, PlanContent
from ui.presenters.plan_rows import outcome_note
from ui.wording import day


def outcome_text(outcome: OutcomeDraft | None) -> str:
    """Return an outcome with its actions as one text, to set two versions side by side."""
    if outcome is None:
        return ""
    return "\n".join([outcome.words, outcome_note(outcome), *_action_texts(outcome)])


def joined(
    base: PlanContent, mine: PlanContent, theirs: PlanContent
) -> tuple[PlanContent, tuple[str, ...]]:
    """Return both texts as one, mine where both changed the same part, and the keys of those parts."""
    disputed: list[str] = []
    bases, ours, others = _by_id(base), _by_id(mine), _by_id(theirs)
    outcomes: list[OutcomeDraft] = []
    for ident in dict.fromkeys((*ours, *others)):
        first, my, their = bases.get(ident), ours.get(ident), others.get(ident)
        if their in (my, first):
            taken = my
        elif my == first:
            taken = their
        else:
            disputed.append(f"outcome:{ident}")
            taken = my
        if taken is not None:
            outcomes.append(taken)
    texts = {}
    for name in ("contingency", "family_view"):
        first_text, my_text, their_text = (getattr(one, name) for one in (base, mine, theirs))
        texts[name] = their_text if my_text == first_text else my_text
        if my_text not in {first_text, their_text} and their_text != first_text:
            disputed.append(name)
    return replace(mine, outcomes=tuple(outcomes), **texts), tuple(disputed)


def with_theirs(content: PlanContent, theirs: PlanContent, key: str) -> PlanContent:
    """Return a plan with one part as the other person wrote it."""
    if not key.startswith("outcome:"):
        return replace(content, **{key: getattr(theirs, key)})
    ident = int(key.partition(":")[2])
    wanted = _by_id(theirs).get(ident)
    kept = [wanted if one.id == ident else one for one in content.outcomes]
    if wanted is not None and ident not in _by_id(content):
        kept.append(wanted)
    return replace(content, outcomes=tuple(one for one in kept if one is not None))


def _by_id(content: PlanContent) -> dict[int, OutcomeDraft]:
    return {one.id: one for one in content.outcomes}


def _action_texts(outcome: OutcomeDraft) -> Iterator[str]:
    for action in outcome.actions:
        parts = (action.text, action.owner, day(action.due_on))
        yield f"· {', '.join(part for part in parts if part)}"
