"""Tries one mutant: a forked child loads the changed module in place of the real one and runs the tests."""

import contextlib
import os
import signal
import sys
import time
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader

from tests.house.tree import ROOT
from tests.mutation.mutants import Mutant, module_name

#: Which tests are asked first for a module; all others of access follow until one fails.
_FIRST = {
    "policy": ("test_rules_file", "test_policy", "test_door"),
    "guard": (
        "test_named_reader",
        "test_planting",
        "test_conflicted",
        "test_routes",
        "test_known_bugs",
        "test_scopes",
    ),
    "scopes": ("test_criteria", "test_scopes", "test_matrix", "test_routes"),
}
_LONGEST_S = 900


class Changed(MetaPathFinder):
    """Finds one module as changed text."""

    def __init__(self, mutant: Mutant) -> None:
        self._name, self._mutant = module_name(mutant.path), mutant

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> ModuleSpec | None:
        return spec_from_loader(fullname, self) if fullname == self._name else None

    def create_module(self, _spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: object) -> None:
        code = compile(self._mutant.source, str(ROOT / self._mutant.path), "exec")
        exec(code, vars(module))


def load_libraries() -> None:
    """Import what is not ours once, so that a child has it already."""
    import alembic.config
    import cryptography.hazmat.primitives.hpke
    import openpyxl
    import pytest
    import reportlab.platypus
    import sqlalchemy.orm
    import sqlcipher3.dbapi2

    assert all((alembic, cryptography, openpyxl, pytest, reportlab, sqlalchemy))
    assert sqlcipher3


def survives(mutant: Mutant | None) -> tuple[bool, float]:
    """Run the tests of access with a mutant (None: with nothing changed); tell whether they all pass.

    Unit: seconds it took.  A child that does not end in time counts as alive: nothing was shown of it.
    """
    started = time.monotonic()
    child = os.fork()
    if not child:
        _run(mutant)
    while time.monotonic() - started < _LONGEST_S:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0, time.monotonic() - started
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True, _LONGEST_S


def _run(mutant: Mutant | None) -> None:
    import pytest

    code = 1
    with contextlib.suppress(BaseException):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        if mutant is not None:
            sys.meta_path.insert(0, Changed(mutant))
        _make_passphrases_cheap()
        words = [
            "-x",
            "-q",
            "-m",
            "not long",
            "-p",
            "no:randomly",
            "-p",
            "no:xdist",
            *_tests(mutant),
        ]
        code = int(pytest.main(words))
    os._exit(code)


def _make_passphrases_cheap() -> None:
    """Argon2 is what founding a store takes longest over, and no mutant is about it."""
    from earlyhelp.keys import cost

    class Cheap:
        def __init__(self, **_: object) -> None:
            pass

        def derive(self, text: bytes) -> bytes:
            return text[:32].ljust(32, b"\0")

    cost.Argon2id = Cheap


def _tests(mutant: Mutant | None) -> list[str]:
    first = _FIRST.get(mutant.path.rsplit("/", 1)[-1].removesuffix(".py"), ()) if mutant else ()
    folder = ROOT / "tests/access"
    every = [str(path) for path in sorted(folder.glob("test_*.py"))]
    early = [str(folder / f"{name}.py") for name in first]
    return early + [path for path in every if path not in early]
