"""Loads the rules and answers who may do what, how far.  Anything not written there is denied."""

import hashlib
from pathlib import Path

import msgspec

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.access.principal import Principal
from earlyhelp.errors import Refused
from earlyhelp.settings import resource


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the rules file: the reach of a permission and the DPIA line it answers to."""

    scope: Scope
    source: str


Rules = dict[str, dict[Permission, Rule]]


class Policy:
    """The rules of the house; holds no role name of its own."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    @classmethod
    def shipped(cls) -> "Policy":
        """Load the shipped rules; a missing, unreadable or altered file denies everything."""
        folder = resource("access")
        return cls.from_file(folder / "rules.toml", folder / "rules.sha256")

    @classmethod
    def from_file(cls, rules: Path, seal: Path) -> "Policy":
        """Load a rules file whose SHA-256 is the one in `seal`, or deny everything."""
        try:
            raw = rules.read_bytes()
            if hashlib.sha256(raw).hexdigest() != seal.read_text().strip():
                return cls({})
            return cls(msgspec.toml.decode(raw, type=Rules))
        except (OSError, UnicodeDecodeError, msgspec.MsgspecError):
            return cls({})

    def scope_of(self, principal: Principal, permission: Permission) -> Scope:
        """Return how far the person's role reaches with this permission; NONE if no rule says so."""
        rule = self._rules.get(principal.role, {}).get(permission)
        return rule.scope if rule else Scope.NONE

    def require(self, principal: Principal, permission: Permission) -> Scope:
        """Return the reach of a permission.

        Raises: Refused("refused.role") where there is none.
        """
        scope = self.scope_of(principal, permission)
        if scope is Scope.NONE:
            raise Refused("refused.role", permission=permission)
        return scope

    def permissions_of(self, principal: Principal) -> frozenset[Permission]:
        """Return what the person's role may do at all (a courtesy for buttons, never protection)."""
        return frozenset(self._rules.get(principal.role, {}))

    def rule_id(self, principal: Principal, permission: Permission) -> str:
        """Return the name of the rule for the audit: role, permission and scope."""
        return f"{principal.role}/{permission}/{self.scope_of(principal, permission)}"

    def source_of(self, principal: Principal, permission: Permission) -> str:
        """Return the DPIA line a rule answers to; an empty text where there is no rule."""
        rule = self._rules.get(principal.role, {}).get(permission)
        return rule.source if rule else ""

    def table(self) -> list[tuple[str, str, str, str]]:
        """Return every rule as (role, permission, scope, source), sorted: the annex of the DPIA."""
        return sorted(
            (role, permission.value, rule.scope.value, rule.source)
            for role, rules in self._rules.items()
            for permission, rule in rules.items()
        )
