"""The one door: every message, every role.  Refused and noted, or answered and noted: nothing else."""

import msgspec
import pytest

from earlyhelp.errors import Bug, Refused, StorageFault
from earlyhelp.messages.base import REGISTRY, Command
from earlyhelp.messages.casework import AddCaseNote
from earlyhelp.messages.family_view import FamilyPageView
from tests.access.asking import NOWHERE, ask, attempt, contents, ids_of, no_audit, seat
from tests.access.test_policy import EVERYBODY, EXPECTED
from tests.access.worlds import RELATIONS, place_all
from tests.services.founded import load_topics, plant

load_topics()
ROLES = {
    "priya": "practitioner",
    "maureen": "team_manager",
    "bea": "business_administrator",
    "ana": "analyst",
    "ira": "information_governance",
}
OF_FAMILY = frozenset({
    "family_id", "case_id", "assessment_id", "plan_id", "request_id", "person_id", "home_id",
    "relationship_id", "from_id", "to_id", "subject_id",
})  # fmt: skip
MESSAGES = sorted(REGISTRY)
EVERY_MESSAGE = pytest.mark.parametrize("name", MESSAGES)
EVERY_ROLE = pytest.mark.parametrize("login", ROLES)


@pytest.fixture(scope="module")
def world(door):
    wanted = ("lead_waiting", "other_waiting")
    world = place_all(door, {name: RELATIONS[name] for name in wanted})
    for placed in world.values():
        placed.ids |= {"lead_id": door("omar").id, "team_id": door("maureen").team_id}
    return world


def about(name, world, relation, tmp_path, **changes):
    kind = REGISTRY[name]
    fields = {one.name for one in msgspec.structs.fields(kind)}
    if "path" in fields:
        changes["path"] = str(tmp_path / "made-up.csv")
    if "login" in fields:
        changes["login"] = f"new{abs(hash(tmp_path)) % 10**8}"
    if {"login", "team_ids"} <= fields:
        changes["team_ids"] = ()
    return ask(kind, world[relation].ids, **changes)


def may(login, name) -> bool:
    return REGISTRY[name].permission.value in EXPECTED[ROLES[login]] | EVERYBODY


def names_in(entry) -> bool:
    text = msgspec.json.encode(entry).decode()
    return any(word in text for word in ("Jewell", "Hockaday", "Anna", "Maja", "Made Up Row"))


@EVERY_MESSAGE
@EVERY_ROLE
def test_every_message_of_every_role_is_noted(door, world, tmp_path, login, name):
    desk, kind = seat(door, login), REGISTRY[name]
    for relation in ("other_waiting", "lead_waiting"):
        done = attempt(desk, about(name, world, relation, tmp_path))
        assert not isinstance(done.error, Bug), done.error.key
        if not may(login, name):
            assert done.told == (Refused, "refused.role", {"permission": kind.permission}, None)
        refused = isinstance(done.error, Refused)
        if done.error is not None and not refused:
            assert done.entries == []
            continue
        (entry,) = done.entries
        quiet = "done" if issubclass(kind, Command) else "viewed"
        assert entry.outcome == ("refused" if refused else quiet)
        assert (entry.act, entry.role) == (kind.permission.value, ROLES[login])
        assert (entry.actor, entry.actor_name) == (desk.id, login)
        rule = entry.rule.rsplit("/", 1)
        assert rule[0] == f"{ROLES[login]}/{kind.permission.value}"
        assert (rule[1] == "none") == (not may(login, name))
        assert not names_in(entry)


@EVERY_MESSAGE
@pytest.mark.parametrize("login", ["priya", "maureen"])
def test_what_is_not_yours_and_what_is_not_there_look_the_same(door, world, tmp_path, login, name):
    kind = REGISTRY[name]
    for field in OF_FAMILY & set(ids_of(kind)):
        key = "assessment_id" if field == "subject_id" else field
        foreign = world["other_waiting"].ids.get(key, NOWHERE)
        asked = [
            about(name, world, "lead_waiting", tmp_path, **{field: ident})
            for ident in (foreign, NOWHERE)
        ]
        there, nowhere = (attempt(seat(door, login), one) for one in asked)
        assert there.told == nowhere.told, field
        assert there.reply is None or name in {"SaveDraft", "Drafts"}, field
        notes = [
            [
                msgspec.structs.replace(
                    entry, seq=0, prev="", hash="", at_utc="", objects=(), row_hashes=()
                )
                for entry in done.entries
            ]
            for done in (there, nowhere)
        ]
        assert notes[0] == notes[1], field


def test_ones_own_is_answered_where_a_stranger_s_is_not(door, world, tmp_path):
    answered = set()
    for login in ROLES:
        for name in MESSAGES:
            if (
                attempt(seat(door, login), about(name, world, "lead_waiting", tmp_path)).error
                is None
            ):
                answered.add(name)
    assert len(answered) >= 30, sorted(set(MESSAGES) - answered)


@EVERY_ROLE
def test_nothing_is_answered_or_changed_without_its_entry(door, world, tmp_path, login):
    """All of them, then one look at the store; only where it changed, one look after each."""
    desk = seat(door, login)
    before = contents(desk)
    for name in MESSAGES:
        done = _without_audit(desk, world, tmp_path, name)
        assert done.reply is None, name
        assert done.error is not None, name
        assert not isinstance(done.error, Bug), name
        assert done.entries == [], name
        assert list(tmp_path.iterdir()) == [], name
    if _settled(contents(desk)) != _settled(before):
        assert [name for name in MESSAGES if _changed(desk, world, tmp_path, name)] == []
        raise AssertionError("several of them together change the store")


def _without_audit(desk, world, tmp_path, name):
    with no_audit(desk):
        return attempt(desk, about(name, world, "lead_waiting", tmp_path))


def _changed(desk, world, tmp_path, name):
    before = contents(desk)
    _without_audit(desk, world, tmp_path, name)
    return _settled(contents(desk)) != _settled(before)


def _settled(found):
    return {**found, "audit_checkpoint": 0}  # it states what the trail already held: it may stay


def test_a_store_that_grows_no_more_answers_nothing(door):
    desk, family_id = door("priya"), plant(door).family_id
    look = FamilyPageView(family_id=family_id)
    note = AddCaseNote(family_id=family_id, text="Made up " * 1200)
    connection = desk.context.vault._connection
    desk.sit()
    connection.set_authorizer(None)
    ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    try:
        before = contents(desk)
        done = attempt(desk, note)
        while done.error is None:  # what is free inside the pages is used up first
            before, done = contents(desk), attempt(desk, note)
        assert done.error.key == "store.full"
        assert contents(desk) == before
        assert isinstance(done.error, StorageFault)
        assert (done.reply, done.entries) == (None, [])
        seen = attempt(desk, look)
        assert (seen.reply is None) == (seen.entries == [])
    finally:
        connection.set_authorizer(None)
        connection.execute("PRAGMA max_page_count = 1073741823").fetchall()
        desk._door.seated = None
    assert attempt(desk, note).error is None
