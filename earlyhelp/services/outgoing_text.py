"""Finds in a text what gives away other people known to the store, before it is released.

Looks only among families this session may search, and at protected homes; never says whose it was.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from sqlalchemy import select

from earlyhelp.errors import Invalid
from earlyhelp.messages.outgoing import Finding, OutgoingText, ProtectedText
from earlyhelp.records.people import Family
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services.context import Context
from earlyhelp.services.finding import visible_families
from earlyhelp.services.handlers import handles
from earlyhelp.services.outgoing_names import named
from earlyhelp.services.outgoing_spans import Sight, Span
from earlyhelp.services.outgoing_things import protected, things
from earlyhelp.storage.search_terms import name_words
from earlyhelp.storage.unit_of_work import UnitOfWork
from earlyhelp.wording import say

LONGEST = 200_000


@handles(OutgoingText)
def outgoing_text(uow: UnitOfWork, message: OutgoingText, context: Context) -> tuple[Finding, ...]:
    """Return what a text about a family gives away of others."""
    _look(uow, message)
    return findings(uow, context, message.text, message.family_id)


@handles(ProtectedText)
def protected_text(
    uow: UnitOfWork, message: ProtectedText, context: Context
) -> tuple[Finding, ...]:
    """Return where a text being typed tells of a protected home, the family's own included."""
    _look(uow, message)
    context.index.inner.finish_homes(uow.session)
    sight = _sight(uow, context, message.family_id)
    return _told(protected(message.text, sight))


def findings(
    uow: UnitOfWork, context: Context, text: str, own_family_id: int
) -> tuple[Finding, ...]:
    """Return every place where a text tells of somebody outside the family it is about."""
    return finder(uow, context, own_family_id)(text)


def finder(
    uow: UnitOfWork, context: Context, own_family_id: int
) -> Callable[[str], tuple[Finding, ...]]:
    """Return what finds every place where a text tells of somebody outside the family it is about.

    Shape: in order of the text, none overlapping; names by full name or surname with what makes it
           one, misspelt by a letter too; homes, postcodes, telephones, e-mail, schools, numbers; and
           protected homes of anybody, the family's own too.
    Unit:  10,000 characters in well under 100 ms (tests/services/test_outgoing_text.py).
    Source: DPIA risk 2; issue 3, section 3.
    """
    context.index.inner.finish_homes(uow.session)
    sight = _sight(uow, context, own_family_id)
    staff = frozenset(" ".join(name_words(name)) for (name,) in uow.rows(select(StaffAccount.name)))
    looks: tuple[Callable[[str], Iterable[Span]], ...] = (
        lambda text: protected(text, sight),
        lambda text: things(text, sight),
        lambda text: named(text, sight, staff),
    )
    return lambda text: _told(span for look in looks for span in look(text))


def _look(uow: UnitOfWork, message: OutgoingText | ProtectedText) -> None:
    """A text belongs to a family the person may see; a longer one is checked part by part."""
    uow.get(Family, message.family_id)
    if len(message.text) > LONGEST:
        raise Invalid({"text": "entry.too_long"})


def _sight(uow: UnitOfWork, context: Context, own_family_id: int) -> Sight:
    visible: Collection[int] = visible_families(uow, context)
    return Sight(context.index.traces, visible, own_family_id)


def _told(spans: Iterable[Span]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            start=span.start, end=span.end, kind=span.kind, suggestion=say(f"outgoing.{span.kind}")
        )
        for span in _apart(spans)
    )


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in order; where two overlap, the one found by the surer look (the first) stays."""
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= one.start or one.end <= span.start for one in kept):
            kept.append(span)
    yield from sorted(kept, key=lambda one: one.start)
