"""The rules file is whole and sealed, or nothing is permitted at all."""

import hashlib
import tomllib

import pytest

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.policy import Policy, Rule
from earlyhelp.access.principal import Principal
from earlyhelp.errors import Bug, Refused
from earlyhelp.messages.base import REGISTRY, Query, message
from earlyhelp.services import handlers
from earlyhelp.services.topics import load_topics
from earlyhelp.settings import resource

ROLES = (
    "practitioner", "team_manager", "business_administrator", "information_governance", "partner",
    "analyst",
)  # fmt: skip
SHIPPED = resource("access") / "rules.toml"


def person(role):
    return Principal(account_id=1, login="made.up", display_name="Made Up", role=role, teams=(1,))


def sealed(folder, raw: bytes, seal: str = ""):
    rules, beside = folder / "rules.toml", folder / "rules.sha256"
    rules.write_bytes(raw)
    beside.write_text(seal or hashlib.sha256(raw).hexdigest())
    return rules, beside


def permits(policy) -> int:
    assert all(
        (policy.scope_of(person(role), permission) is Scope.NONE)
        == (permission not in policy.permissions_of(person(role)))
        for role in ROLES
        for permission in Permission
    )
    return sum(len(policy.permissions_of(person(role))) for role in ROLES)


def denies_everything(policy) -> bool:
    for role in ROLES:
        for permission in Permission:
            with pytest.raises(Refused) as told:
                policy.require(person(role), permission)
            assert told.value.key == "refused.role"
    return permits(policy) == 0 and policy.table() == []


def test_the_shipped_file_is_sealed_and_permits_what_it_says(tmp_path):
    lines = sum(len(rules) for rules in tomllib.loads(SHIPPED.read_text(encoding="utf-8")).values())
    assert permits(Policy.shipped()) == lines
    assert permits(Policy.from_file(*sealed(tmp_path, SHIPPED.read_bytes()))) == lines


def test_no_file_denies_everything(tmp_path):
    rules, seal = sealed(tmp_path, SHIPPED.read_bytes())
    rules.unlink()
    assert denies_everything(Policy.from_file(rules, seal))


def test_no_seal_denies_everything(tmp_path):
    rules, seal = sealed(tmp_path, SHIPPED.read_bytes())
    seal.unlink()
    assert denies_everything(Policy.from_file(rules, seal))


def test_a_folder_in_the_place_of_the_file_denies_everything(tmp_path):
    rules, seal = sealed(tmp_path, SHIPPED.read_bytes())
    rules.unlink()
    rules.mkdir()
    assert denies_everything(Policy.from_file(rules, seal))


@pytest.mark.parametrize("seal", ["0" * 64, " ", "\udcff"])
def test_a_wrong_seal_denies_everything(tmp_path, seal):
    rules, beside = sealed(tmp_path, SHIPPED.read_bytes())
    beside.write_bytes(seal.encode("utf-8", "surrogateescape"))
    assert denies_everything(Policy.from_file(rules, beside))


def test_any_altered_byte_denies_everything(tmp_path):
    raw = SHIPPED.read_bytes()
    rules, seal = sealed(tmp_path, raw)
    for at in range(0, len(raw), 97):
        rules.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert permits(Policy.from_file(rules, seal)) == 0
    rules.write_bytes(raw + b"\n")
    assert denies_everything(Policy.from_file(rules, seal))
    rules.write_bytes(raw)
    assert permits(Policy.from_file(rules, seal))


@pytest.mark.parametrize(
    "line",
    [
        '"family:burn" = { scope = "team", source = "none" }',
        '"family:read" = { scope = "everything", source = "none" }',
        '"family:read" = { scope = "team" }',
        '"family:read" = { scope = "team", source = "none", unless = "friday" }',
        '"family:read" = "team"',
        '"family:read" = ',
        "\xff",
    ],
    ids=["permission", "scope", "no source", "another key", "no table", "no toml", "not utf-8"],
)
def test_one_unknown_word_denies_everything_though_sealed(tmp_path, line):
    known = b'[practitioner]\n"family:read" = { scope = "allocated", source = "DPIA risk 1" }\n'
    assert permits(Policy.from_file(*sealed(tmp_path, known))) == 1
    raw = known + b"\n[team_manager]\n" + line.encode("latin-1")
    assert denies_everything(Policy.from_file(*sealed(tmp_path, raw)))


def test_neither_a_loaded_rule_nor_a_signed_in_person_can_be_changed():
    rule = Rule(scope=Scope.OWN, source="made up")
    with pytest.raises(AttributeError):
        rule.scope = Scope.TEAM
    with pytest.raises(AttributeError):
        person("practitioner").role = "team_manager"
    with pytest.raises(TypeError):  # by name only: no role lands in the place of another fact
        Principal(1, "made.up", "Made Up", "team_manager")


def test_every_line_names_the_paper_it_answers_to():
    written = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    papers = ("DPIA risk", "product.md ", "security.md")
    for role, rules in written.items():
        assert role in ROLES
        for permission, rule in rules.items():
            assert rule.keys() == {"scope", "source"}, permission
            assert rule["source"].startswith(papers), (role, permission)
            assert rule["scope"] != "none", (role, permission)


def test_no_line_is_written_twice_and_every_role_is_there():
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    assert [line.strip("[]") for line in lines if line.startswith("[")] == list(ROLES)
    role, seen = "", set()
    for line in lines:
        role = line if line.startswith("[") else role
        if line.startswith('"'):
            key = (role, line.split('"')[1])
            assert key not in seen
            seen.add(key)


def test_every_message_has_a_permission_that_some_role_holds():
    load_topics()
    held = {permission for _, permission, _, _ in Policy.shipped().table()}
    assert {kind.permission.value for kind in REGISTRY.values()} <= held


def test_every_permission_is_asked_for_by_some_message():
    load_topics()
    asked = {kind.permission for kind in REGISTRY.values()}
    assert set(Permission) - asked == set()


def test_a_message_without_a_handler_stops_the_program():
    load_topics()
    try:

        @message(Permission.SESSION_READ)
        class LeadsNowhere(Query, frozen=True, kw_only=True):
            """A door without a room behind it."""

        with pytest.raises(Bug) as told:
            load_topics()
        assert told.value.params == {"names": "LeadsNowhere"}
    finally:
        REGISTRY.pop("LeadsNowhere", None)
    load_topics()
    assert handlers.unhandled() == set()


def test_a_message_is_registered_and_handled_once():
    load_topics()
    name, kind = next(iter(REGISTRY.items()))
    with pytest.raises(Bug):
        message(Permission.SESSION_READ)(type(name, (Query,), {}, frozen=True, kw_only=True))
    with pytest.raises(Bug):
        handlers.handles(kind)(lambda *_: None)
    assert REGISTRY[name] is kind
