"""The policy says exactly what the papers say: golden table, deny by default, monotone."""

import re

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.policy import Policy, Rule, Rules
from earlyhelp.access.principal import Principal
from earlyhelp.errors import Refused
from earlyhelp.settings import resource
from tests.access.test_rules_file import ROLES, person

#: What case work is made of (product.md 1 and 3): a practitioner for the families allocated to
#: them, a team manager for the team's.
CASEWORK = re.findall(
    r"\S+",
    """
    agreement:record assessment:complete assessment:read assessment:save case:ask_sign_off case:close chronology:add
    contact:add escalation:answer escalation:record family:change family:list family:read family:who_looked look:purpose
    note:add
    paper:print paper:release person:match plan:progress plan:read plan:save plan:submit request:create
    request:list review:record sharing:decide sharing:read text:check work:list
""",
)
#: files kept with a family: read, added and copied out by those who work with it
CASEWORK += ["document:add", "document:copy", "document:list", "document:read"]
#: What a manager has besides: allocation, decisions (product.md 3.3), imports.
MANAGING = re.findall(
    r"\S+",
    """
    allocation:change assessment:check case:return case:sign_off import:run import:undo plan:authorise plan:list plan:return request:decide
""",
)
RETENTION = ["erasure:confirm", "retention:decide", "retention:read"]
EXPECTED = {
    "practitioner": dict.fromkeys(CASEWORK, "allocated")
    | {"draft:read": "own", "draft:save": "own", "team:list": "staff"},
    "team_manager": dict.fromkeys(CASEWORK + MANAGING, "team")
    | {"draft:read": "own", "draft:save": "own", "team:list": "staff"}
    | {"account:approve": "staff", "account:list": "staff"}
    | {"key:list": "staff", "key:turn": "team", "account:certify": "staff"}
    | dict.fromkeys([*RETENTION, "retention:people"], "team"),
    "business_administrator": {
        "account:create": "staff", "account:end": "staff", "account:list": "staff",
        "team:create": "staff", "team:list": "staff", "store:verify": "audit",
        "backup:make": "audit", "backup:read": "audit",
        "account:certify": "staff", "account:change": "staff",
        "key:list": "staff", "key:turn": "staff",
    },
    "information_governance": {
        "account:approve": "staff", "account:list": "staff", "team:list": "staff",
        "audit:export": "audit", "audit:read": "audit", "store:verify": "audit",
        "figures:publish": "figures", "figures:read": "figures",
        "recovery:make": "staff", "recovery:read": "staff", "recovery:use": "staff",
        "account:certify": "staff",
        "key:list": "staff", "key:turn": "staff",
        **dict.fromkeys([*RETENTION, "retention:hold_all"], "retention"),
        "isa:save": "staff", "sharing:register": "staff",
        "backup:make": "audit", "backup:read": "audit",
    },
    "partner": {"partner:progress": "granted", "partner:read": "granted"},
    "analyst": {
        "figures:export": "figures", "figures:read": "figures", "store:verify": "audit",
    },
}  # fmt: skip
#: What security.md 6.4 adds: restrictions, emergencies, conflicts of interest.
for _role, _more in {
    "practitioner": {"conflict:declare restriction:ask": "allocated", "emergency:open": "emergency"},
    "team_manager": {
        "conflict:declare conflict:record emergency:review restriction:ask": "team",
        "restriction:decide restriction:list": "team",
        "emergency:open emergency:renew": "emergency", "emergency:read": "staff",
    },
    "information_governance": {
        "emergency:name emergency:read": "staff", "emergency:review restriction:list": "audit",
    },
}.items():  # fmt: skip
    for _names, _scope in _more.items():
        EXPECTED[_role] |= dict.fromkeys(_names.split(), _scope)
#: Everybody's own ways in; the administrator takes lost devices of anybody away (security.md 1.4).
for _role, _more in EXPECTED.items():
    _reach = "staff" if _role == "business_administrator" else "own"
    EXPECTED[_role] = _more | {"device:change": _reach, "device:read": _reach}
EVERYBODY = {
    "session:read": "own", "session:confirm": "own", "passphrase:change": "own",
    "audit:checkpoint": "audit", "conduct:accept": "own",
}  # fmt: skip
#: Whoever opens the case file lets the controls be checked; only information governance reads them.
for _role in ROLES[:-1]:
    EXPECTED[_role]["register:check"] = "audit"
EXPECTED["information_governance"]["register:read"] = "audit"
#: Whoever works in the program may show a screen for supervision; a partner may not (security.md 1.6).
for _role in ROLES:
    if _role != "partner":
        EXPECTED[_role]["pictures:allow"] = "own"
EXPECTED["information_governance"]["pictures:rule"] = "staff"
#: Looks are asked about by governance, and by managers for their teams' people.
for _role in ("practitioner", "team_manager"):
    EXPECTED[_role]["look:own_home"] = "own"
for _role, _reach in (("team_manager", "team"), ("information_governance", "audit")):
    EXPECTED[_role] |= {"access_hit:read": _reach, "access_hit:decide": _reach}
EXPECTED["information_governance"]["access_scan:run"] = "audit"
EXPECTED["information_governance"]["subject_pack:reopen"] = "granted"
EXPECTED["practitioner"] |= {"partner:invite": "allocated", "partner:share": "allocated"}
EXPECTED["team_manager"] |= {"partner:invite": "team", "partner:share": "team"}
for _role in ("business_administrator", "information_governance"):
    EXPECTED[_role]["policy:read"] = "staff"
EXPECTED["information_governance"] |= {
    f"subject_request:{verb}": "granted"
    for verb in ("close", "decide", "list", "read", "record", "release")
}
EXPECTED["team_manager"] |= {
    f"subject_request:{verb}": "team" for verb in ("answer", "list", "read", "record", "release")
}
EXPECTED["information_governance"] |= {"decoy:keep": "audit", "decoy:read": "audit"}
EXPECTED["team_manager"]["decoy:propose"] = "team"
EXPECTED["practitioner"] |= dict.fromkeys(
    ("rectification:read", "rectification:record"), "allocated"
)
EXPECTED["information_governance"] |= dict.fromkeys(
    ("rectification:decide", "rectification:read"), "granted"
)
EXPECTED["team_manager"] |= dict.fromkeys(
    ("rectification:decide", "rectification:read", "rectification:record"), "team"
)
SHIPPED = msgspec.toml.decode((resource("access") / "rules.toml").read_bytes(), type=Rules)
LINES = [(role, permission) for role, rules in SHIPPED.items() for permission in rules]


def test_the_printed_annex_is_the_table_of_the_papers():
    annex = [line[:3] for line in Policy.shipped().table()]
    golden = [
        (role, permission, scope)
        for role, rules in EXPECTED.items()
        for permission, scope in (rules | EVERYBODY).items()
    ]
    assert annex == sorted(golden)
    assert all(source for *_, source in Policy.shipped().table())


def test_no_other_role_and_no_nameless_role_may_do_anything():
    for role in ("", "PRACTITIONER", "admin", "practitioner ", "front_door"):
        assert Policy.shipped().permissions_of(person(role)) == frozenset()
        with pytest.raises(Refused):
            Policy.shipped().require(person(role), Permission.SESSION_READ)
    assert Policy.shipped().require(person("practitioner"), Permission.SESSION_READ) is Scope.OWN


def test_nobody_both_makes_and_approves_accounts():
    for role in ROLES:
        may = Policy.shipped().permissions_of(person(role))
        assert not {Permission.ACCOUNT_CREATE, Permission.ACCOUNT_APPROVE} <= may
        assert not (Permission.AUDIT_READ in may and Permission.FAMILY_READ in may)


def test_family_scopes_belong_to_case_workers_alone():
    far = {(role, scope) for role, _, scope, _ in Policy.shipped().table()}
    assert {role for role, scope in far if scope == "allocated"} == {"practitioner"}
    assert {role for role, scope in far if scope == "team"} == {"team_manager"}
    opening = {line[:2] for line in Policy.shipped().table() if line[2] == "emergency"}
    assert opening == {
        ("practitioner", "emergency:open"),
        ("team_manager", "emergency:open"),
        ("team_manager", "emergency:renew"),
    }


def test_a_rule_is_named_in_the_audit_by_role_permission_and_scope():
    policy = Policy.shipped()
    asked = [("practitioner", Permission.FAMILY_READ), ("analyst", Permission.FAMILY_READ)]
    named = [policy.rule_id(person(role), permission) for role, permission in asked]
    assert named == ["practitioner/family:read/allocated", "analyst/family:read/none"]


def granted(kept) -> Policy:
    rules: Rules = {}
    for role, permission in kept:
        rules.setdefault(role, {})[permission] = SHIPPED[role][permission]
    return Policy(rules)


@settings(max_examples=200, deadline=None)
@given(st.sets(st.sampled_from(LINES)), st.sets(st.sampled_from(LINES), max_size=5))
def test_removing_a_line_never_opens_anything(kept, removed):
    more, less = granted(kept), granted(kept - removed)
    for role in ROLES:
        for permission in Permission:
            before, after = (p.scope_of(person(role), permission) for p in (more, less))
            gone = (role, permission) in removed
            assert after is (Scope.NONE if gone else before)
        assert less.permissions_of(person(role)) <= more.permissions_of(person(role))
    assert set(less.table()) <= set(more.table())


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=30),
    st.sampled_from(Permission),
    st.sets(st.integers(1, 9), max_size=3),
)
def test_the_answer_depends_on_role_and_rule_alone(role, permission, teams):
    somebody = Principal(
        account_id=7, login="x", display_name="X", role=role, teams=tuple(sorted(teams))
    )
    rule = SHIPPED.get(role, {}).get(permission)
    scope = Policy(SHIPPED).scope_of(somebody, permission)
    assert scope is (rule.scope if rule else Scope.NONE)


def test_a_line_that_says_none_refuses():
    policy = Policy({"analyst": {Permission.FAMILY_READ: Rule(scope=Scope.NONE, source="none")}})
    with pytest.raises(Refused):
        policy.require(person("analyst"), Permission.FAMILY_READ)
    open_one = Policy({"analyst": {Permission.FAMILY_READ: Rule(scope=Scope.TEAM, source="x")}})
    assert open_one.require(person("analyst"), Permission.FAMILY_READ) is Scope.TEAM
