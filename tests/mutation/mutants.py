"""Every small change Cosmic Ray makes to a module, as text.  Runs nothing."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from tests.house.tree import ROOT

#: What decides who sees what: each of these files has to be pinned down by the tests of access.
MODULES = (
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "earlyhelp/access").glob("*.py")),
    "earlyhelp/storage/guard.py",
    "earlyhelp/storage/scopes.py",
)
#: Of members of an enum, of classes, of None and of the one permit, identity and equality are one.
_THE_SAME = ("ReplaceComparisonOperator_Is_Eq", "ReplaceComparisonOperator_IsNot_NotEq")


@dataclass(frozen=True)
class Mutant:
    """One changed module; `line` is the changed line as it was."""

    path: str
    operator: str
    occurrence: int
    number: int
    line: str
    source: str

    @property
    def name(self) -> str:
        """Return what a list of known equivalents calls it: stable while the line stands."""
        return f"{self.path} | {self.operator.removeprefix('core/')} | {self.line}"


def mutants(path: str) -> Iterator[Mutant]:
    """Yield the mutants of one module."""
    code = (ROOT / path).read_bytes()
    lines = code.decode().splitlines()
    tree = get_ast(code.decode())
    for name in operator_names():
        kind = get_operator(name)
        if kind.arguments() or name.endswith(_THE_SAME):
            continue
        operator = kind()
        places = [place for node in ast_nodes(tree) for place in operator.mutation_positions(node)]
        for occurrence, ((row, _column), _end) in enumerate(places):
            changed = None
            with suppress(AttributeError):  # Cosmic Ray 8.7 cannot replace a dotted exception
                changed = mutate_code(code, operator, occurrence)
            if changed is not None:
                line = lines[row - 1].strip()
                text = changed if isinstance(changed, str) else changed.decode()
                yield Mutant(path, name, occurrence, row, line, text)


def module_name(path: str) -> str:
    """Return the dotted name of a module's path."""
    return ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")
