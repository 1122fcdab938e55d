"""Checks of what comes in, what goes out and what is installed.  Tries the gates with made-up files."""

import io
import re
import zipfile
from importlib import metadata
from pathlib import Path

from earlyhelp.airlock.neutral import neutral
from earlyhelp.errors import Invalid
from earlyhelp.imports.gate import admit
from earlyhelp.platform import open_sockets
from earlyhelp.services.context import Context
from earlyhelp.services.register_checks import Finding, check, not_checked, ok, red
from earlyhelp.settings import resource
from earlyhelp.startup import installed
from earlyhelp.storage.unit_of_work import UnitOfWork

_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
_HASH = "--hash=sha256:"
_FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\u200b=1", " =1", "＝1", "\ufeff=1")
_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@check("no_sockets")
def no_sockets(_uow: UnitOfWork, _context: Context) -> Finding:
    """The process that holds the keys has no network socket open, listening or connected."""
    found = open_sockets()
    if found is None:
        return not_checked()
    return red(count=len(found), which=", ".join(found[:3])) if found else ok()


@check("formula_neutral")
def formula_neutral(_uow: UnitOfWork, _context: Context) -> Finding:
    """What could run as a formula is made harmless, and plain text is left as it is."""
    through = sum(neutral(text) == text for text in _FORMULAS)
    spoiled = sum(neutral(text) != text for text in ("12", "Ann-Marie", "3 - 4"))
    return red(count=through + spoiled) if through or spoiled else ok(tried=len(_FORMULAS))


@check("gate_awake")
def gate_awake(_uow: UnitOfWork, _context: Context) -> Finding:
    """The import gate refuses made-up hostile files and lets a plain one pass."""
    hostile = {
        "macro": ("a.xlsx", workbook({"xl/vbaProject.bin": b"x"})),
        "bomb": ("a.xlsx", workbook({"xl/sheet1.xml": bytes(3_000_000)})),
        "program": ("a.xlsx", b"MZ" + bytes(64)),
        "old": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)),
        "path": ("a.xlsx", workbook({"../away.xml": b"<a/>"})),
        "ending": ("a.xlsm", workbook({})),
    }
    through = [name for name, (file, data) in hostile.items() if _passes(file, data)]
    if not _passes("a.xlsx", workbook({})):
        through.append("plain")
    return red(which=", ".join(through)) if through else ok(tried=len(hostile))


@check("pins_hashed")
def pins_hashed(_uow: UnitOfWork, _context: Context) -> Finding:
    """Every package the program needs is pinned to a version and to hashes."""
    lines = _pin_lines()
    if lines is None:
        return not_checked()
    loose = [line for line in lines if not _PIN.match(line) or _HASH not in line]
    return red(count=len(loose)) if loose or not lines else ok(packages=len(lines))


@check("packages_as_pinned")
def packages_as_pinned(_uow: UnitOfWork, _context: Context) -> Finding:
    """The installed packages are the pinned ones."""
    lines = _pin_lines()
    if lines is None:
        return not_checked()
    pinned: dict[str, set[str]] = {}  # some in another version for another Python
    for found in filter(None, map(_PIN.match, lines)):
        pinned.setdefault(found[1], set()).add(found[2])
    other, seen = [], 0
    for name, versions in pinned.items():
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue  # for another system
        seen += 1
        if installed not in versions:
            other.append(name)
    return red(which=", ".join(other)) if other else ok(packages=seen)


@check("files_as_signed")
def files_as_signed(_uow: UnitOfWork, _context: Context) -> Finding:
    """The program's own files are the ones the installer signed."""
    found = installed.verify()
    if found.level == "stop":
        return red()
    return not_checked() if found.level == "unknown" else ok(files=found.params["count"])


def _pin_lines(folder: Path | None = None) -> list[str] | None:
    path = (folder or resource("wording").parent.parent) / "requirements.txt"
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def workbook(more: dict[str, bytes]) -> bytes:
    """Return the smallest file the gate takes for a workbook, with more parts in it."""
    override = f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN}"/>'
    parts = {
        _TYPES: f'<?xml version="1.0"?><Types>{override}</Types>'.encode(),
        "xl/workbook.xml": b"<workbook/>",
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | more).items():
            archive.writestr(name, content)
    return held.getvalue()


def _passes(name: str, data: bytes) -> bool:
    try:
        admit(name, data)
    except Invalid:
        return False
    return True
