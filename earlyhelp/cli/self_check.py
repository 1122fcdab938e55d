"""`--self-check`: tries this installation in a scratch folder and says what works."""

import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from earlyhelp.cli.errors import NotSound
from earlyhelp.cli.output import tell
from earlyhelp.clock import SystemClock
from earlyhelp.errors import HouseError, StorageFault
from earlyhelp.platform import data_dir
from earlyhelp.startup.checks import look
from earlyhelp.startup.findings import Finding
from earlyhelp.wording import say

_LIBRARIES = ("sqlcipher3", "defusedxml", "reportlab", "openpyxl", "cryptography")
_PASSPHRASE = "copper lantern orchard pebble"  # noqa: S105 - of a store that lives for a second


def self_check(args: Namespace) -> None:
    """Try libraries, forms, paper, store and audit, each for itself.

    Raises: NotSound if one of them does not work.
    """
    checks: dict[str, Callable[[], None]] = {
        "libraries": _libraries,
        "forms": _forms,
        "paper": _paper,
        "store": _store,
    }
    found = {name: _tried(check) for name, check in checks.items()}
    findings = look(data_dir(), SystemClock().now())
    found["machine"] = all(one.level != "stop" for one in findings)
    if args.json:
        told = {one.check: {"level": one.level, "sentence": _sentence(one)} for one in findings}
        tell(args, {"ok": all(found.values()), "checks": _words(found), "machine": told})
    else:
        for name, word in _words(found).items():
            sys.stdout.write(f"{name}: {word}\n")
        for one in findings:
            sys.stdout.write(f"  {one.level}: {_sentence(one)}\n")
    if not all(found.values()):
        raise NotSound("cli.self_check", what=", ".join(n for n, ok in found.items() if not ok))


def _sentence(finding: Finding) -> str:
    return say(finding.key, **finding.params)


def _words(found: dict[str, bool]) -> dict[str, str]:
    return {name: "ok" if ok else "failed" for name, ok in found.items()}


def _tried(check: Callable[[], None]) -> bool:
    try:
        check()
    except (HouseError, ImportError, OSError, ValueError):
        return False
    return True


def _libraries() -> None:
    for name in _LIBRARIES:
        import_module(name)
    import sqlcipher3.dbapi2 as driver

    connection = driver.connect(":memory:")
    try:
        if connection.execute("PRAGMA cipher_version").fetchone() is None:
            raise StorageFault("store.damaged")
    finally:
        connection.close()


def _forms() -> None:
    from earlyhelp.forms.loader import form, form_ids

    for form_id in form_ids():
        form(form_id)


def _paper() -> None:
    from earlyhelp.clock import SystemClock
    from earlyhelp.reports.figures_sheet import figures_pdf
    from earlyhelp.reports.sheets import FiguresSheet, TableLines

    table = TableLines(title="Self-check", headings=("", "a"), rows=(("b", "1"),))
    sheet = FiguresSheet(title="Self-check", printed_on=SystemClock().today(), tables=(table,))
    if not figures_pdf(sheet).startswith(b"%PDF"):
        raise ValueError


def _store() -> None:
    from earlyhelp.bootstrap import open_store
    from earlyhelp.clock import SystemClock
    from earlyhelp.founding import Joiner, found_organisation
    from earlyhelp.keys.cost import FLOOR
    from earlyhelp.messages.trail import VerifyStore

    roles = {"check.admin": "business_administrator", "check.analyst": "analyst"}
    joiners = [Joiner(login, login, role, (), _PASSPHRASE) for login, role in roles.items()]
    with tempfile.TemporaryDirectory(prefix="earlyhelp-") as scratch:
        folder = Path(scratch) / "store"
        found_organisation(folder, {"Check": "west"}, joiners, SystemClock(), FLOOR, "scratch")
        store = open_store(folder, "check.admin", _PASSPHRASE)
        try:
            verified = store.dispatcher.dispatch(VerifyStore())
        finally:
            store.close()
    if not verified.ok:
        raise StorageFault("store.audit_broken")
