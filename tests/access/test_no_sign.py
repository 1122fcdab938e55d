"""A restricted family gives no sign: two copies of a store, with it and without, look the same.

Whoever may not see it asks every message of the program in both; answers, refusals and the audit's
entries are compared, and (long) how long the answers take.
"""

import shutil
import time
from datetime import date, timedelta

import msgspec
import pytest

from earlyhelp.messages.access import ReviewRestriction
from earlyhelp.messages.base import REGISTRY, Command, Page
from earlyhelp.messages.family_view import FamilyPageView
from earlyhelp.messages.my_work import MyWorkPage
from earlyhelp.messages.people import FamilyList, PeopleFound, PossibleMatches, WhoLooked
from earlyhelp.messages.requests import RequestsWaiting
from tests.access.asking import ask, attempt
from tests.access.worlds import RELATIONS, place, place_all
from tests.services.founded import Door, load_topics
from tests.services.restricted import opens, restrict

load_topics()
#: nobody of them is a named reader: lead, colleague and manager of its team, another team, no team
LOGINS = ("priya", "omar", "maureen", "sol", "bea")
#: of no family: a checkpoint is a hash over each session's random token; the verification finds
#: the rows that this test took out by hand, as it should
_SKIPPED = {"Checkpoint", "VerifyStore"}


def _worlds(founded, tmp_path_factory):
    """Yield the store with a restricted family, a copy without any row of it, and what there is to ask."""
    load_topics()
    folder = tmp_path_factory.mktemp("with") / "made-up"
    shutil.copytree(founded.folder, folder)
    first = Door(founded, folder)
    known = place_all(first, {name: RELATIONS[name] for name in ("lead_waiting", "team", "other")})
    target = place(first, RELATIONS["lead_waiting"])
    restrict(first, target, "sam")
    first("sam").dispatch(ReviewRestriction(family_id=target.family_id, reader_ids=()))
    assert opens(first, "sam", target)
    first.close()
    bare = tmp_path_factory.mktemp("without") / "made-up"
    shutil.copytree(folder, bare)
    with_it, without = Door(founded, folder), Door(founded, bare)
    for door in (with_it, without):
        door.clock.instant = first.clock.instant + timedelta(hours=1)  # none of its ids once more
    _remove(without("priya"), target.family_id)
    for login in LOGINS[:-1]:
        with_it(login).built()
        without(login).built()
    yield with_it, without, known, target
    with_it.close()
    without.close()


worlds = pytest.fixture(scope="module")(_worlds)
#: for the twin alone: her looks would show in the answers of the others
worlds_of_the_twin = pytest.fixture(scope="module")(_worlds)


def _remove(desk, family_id):
    """Take every row of a family out of the file, as if it had never been there."""
    connection = desk.context.vault._connection
    connection.set_authorizer(None)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    connection.execute("BEGIN")
    for (table,) in tables:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()}
        if table == "family":
            connection.execute("DELETE FROM family WHERE id = ?", (family_id,))
        elif "family_id" in columns and table != "audit_entry":  # what was done stays on record
            connection.execute(f"DELETE FROM {table} WHERE family_id = ?", (family_id,))
    connection.execute("COMMIT")
    desk._door.seated = None


def questions(known, target):
    """Return every message: about what is seen, about what is not there, and by its words."""
    for name in sorted(set(REGISTRY) - _SKIPPED):
        kind = REGISTRY[name]
        yield ask(kind, target.ids)
        if not issubclass(kind, Command):
            yield ask(kind, known["lead_waiting"].ids)
    surname = target.relation.surname
    for text in (surname, "Anna", target.reference, target.reference[:9], "02/04/1991", "PL1 3AB"):
        yield PeopleFound(text=text, limit=100)
    yield PossibleMatches(forename="Anna", surname=surname, postcode="PL1 3AB")
    yield PossibleMatches(surname=surname, born_on=date(1991, 4, 2), postcode="PL1 3AB")
    for limit in (1, 2, 50):
        yield FamilyList(page=Page(limit=limit))


def seen(done):
    """Return all that a person is given: the answer or the failure, and what the audit says of it."""
    reply = None if done.reply is None else msgspec.to_builtins(done.reply)
    noted = [(one.act, one.outcome, one.rule, one.family_id, one.objects) for one in done.entries]
    return reply, done.told, noted


@pytest.mark.parametrize("login", LOGINS)
def test_every_answer_is_the_same_without_the_family(worlds, login):
    with_it, without, known, target = worlds
    asked, differing = 0, []
    for message in questions(known, target):
        here, there = (seen(attempt(door(login), message)) for door in (with_it, without))
        asked += 1
        if here != there:
            differing.append((type(message).__name__, here[:2], there[:2]))
    assert differing == []
    assert asked > 150


def test_the_twin_whoever_was_named_sees_the_difference(worlds_of_the_twin):
    with_it, without, _, target = worlds_of_the_twin
    for message in (
        FamilyList(), FamilyPageView(family_id=target.family_id, purpose="cover"),
        PeopleFound(text=target.reference), WhoLooked(family_id=target.family_id),
    ):  # fmt: skip
        here, there = (seen(attempt(door("sam"), message)) for door in (with_it, without))
        assert here != there, message


def quickest(desks, message, rounds=30):
    """Return the shortest time of each one's answer, in milliseconds: what is left when nothing disturbs.

    They are asked in turn: what makes the machine slow makes it slow for both.
    """
    times = [[] for _ in desks]
    for _ in range(rounds):
        for desk, taken in zip(desks, times, strict=True):
            start = time.perf_counter()
            attempt(desk, message)
            taken.append((time.perf_counter() - start) * 1000)
    return [min(taken) for taken in times]


@pytest.mark.long
@pytest.mark.parametrize("login", LOGINS[:-1])
def test_no_answer_takes_longer_because_of_it(worlds, login):
    with_it, without, known, target = worlds
    slower = []
    for message in (
        FamilyList(), MyWorkPage(), RequestsWaiting(), PeopleFound(text=target.relation.surname),
        FamilyPageView(family_id=target.family_id), WhoLooked(family_id=target.family_id),
        FamilyPageView(family_id=known["lead_waiting"].family_id),
    ):  # fmt: skip
        for tries in range(3):  # a busy machine may disturb one comparison, not three
            here, there = quickest([door(login) for door in (with_it, without)], message)
            if abs(here - there) <= max(0.4, 0.15 * there):
                break
            if tries == 2:
                slower.append((type(message).__name__, round(here, 2), round(there, 2)))
    assert slower == []
