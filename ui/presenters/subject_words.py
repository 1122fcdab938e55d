"""A request in words: its states, facts, clock, answers, pack.  Asks the keeper nothing."""

from collections.abc import Iterator

from earlyhelp.domain.codes import code_list
from earlyhelp.messages.subject_requests import SubjectRequestView
from ui.wording import day, say

_DIGEST = 16


def states(told: SubjectRequestView) -> list[tuple[str, str]]:
    """Return what stands in the head beside the time: words and tone."""
    made = []
    if told.clock.extended_on:
        made.append((say("subject.pill.extended"), "info"))
    if told.clock.identity_on:
        made.append((say("subject.pill.identity.known", date=day(told.clock.identity_on)), "go"))
    elif told.row.status == "open":
        made.append((say("subject.pill.identity.unknown"), "warn"))
    return made


def asked(told: SubjectRequestView) -> list[tuple[str, str]]:
    """Return who asks for what."""
    of = told.asked
    seen = ", ".join(code_list("identity_seen").label(one) for one in of.seen)
    pairs = (
        ("asker", of.asker),
        ("standing", told.standing),
        ("relation", of.relation),
        ("channel", told.channel),
        ("born", day(of.born_on)),
        ("other_names", of.other_names),
        ("address", of.address),
        ("wants", of.wants or say("subject.fact.wants.all")),
        ("reply_to", of.reply_to),
        ("seen", " · ".join(one for one in (seen, of.seen_note) if one)),
        ("outcome", of.outcome),
    )
    return [(say(f"subject.fact.{name}"), value) for name, value in pairs]


def clock(told: SubjectRequestView) -> list[tuple[str, str]]:
    """Return how the time stands and what moved it."""
    at, due = told.clock, told.row.standing.due_on
    none = say("subject.fact.due.none")
    longer = " · ".join(one for one in (day(at.extended_on), told.asked.why_longer) if one)
    extend = day(told.first_month_ends_on) if told.may_extend else ""
    pairs = [
        (say("subject.fact.due"), day(due) if due else none),
        (say("subject.fact.received"), day(at.received_on)),
        (say("subject.fact.identity_asked"), day(at.identity_asked_on)),
        (say("subject.fact.identity"), day(at.identity_on)),
        (say("subject.fact.extended"), longer),
        (say("subject.fact.extend"), extend),
    ]
    return [*pairs, *_pauses(told)]


def _pauses(told: SubjectRequestView) -> Iterator[tuple[str, str]]:
    for place, pause in enumerate(told.pauses):
        what = told.asked.pauses[place] if place < len(told.asked.pauses) else ""
        key = "subject.fact.pause.done" if pause.until_on else "subject.fact.pause.open"
        said = say(key, what=what, date=day(pause.until_on))
        yield say("subject.fact.paused", date=day(pause.from_on)), said


def actions(told: SubjectRequestView) -> list[str]:
    """Return what can be done about the clock now."""
    at = told.clock
    stands = any(one.until_on is None for one in told.pauses)
    runs = told.row.standing.state != "late"  # what is late stays late: nothing stops it any more
    possible = {
        "ask_identity": runs and at.identity_on is None and at.identity_asked_on is None,
        "identity": at.identity_on is None,
        "pause": runs and not stands,
        "resume": stands,
        "extend": told.may_extend,
    }
    return [name for name, can in possible.items() if can]


def answers(told: SubjectRequestView) -> list[tuple[str, str]]:
    """Return what each team said; nothing for a manager."""
    made = []
    for one in told.teams:
        key = {None: "none", True: "yes", False: "no"}[one.known]
        on = day(one.at) if one.at else ""
        made.append((one.team, say(f"subject.known.team.{key}", date=on)))
    if told.others:
        made.append(("", say("subject.known.others", count=told.others)))
    return made


def pack(told: SubjectRequestView) -> str:
    """Return how the pack stands."""
    of = told.pack
    if of is None:
        return say("subject.pack.none")
    on = day(of.built_at)
    lines = [say("subject.pack.state", name=of.built_by, date=on, digest=of.sha256[:_DIGEST])]
    if of.released_at:
        released = day(of.released_at)
        lines.append(say("subject.pack.released", name=of.released_by, date=released))
    elif told.row.status == "open":
        lines.append(say("subject.pack.yours" if of.may_release else "subject.pack.waits"))
    return "\n".join(lines)
