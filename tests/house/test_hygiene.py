"""Small promises that rot first: handlers, paths, leftovers, room cards and docstrings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOMS, ROOT, files, name, none, parsed

MAY_CATCH_ALL = {"earlyhelp/keeper.py", "ui/main.py", "ui/jobs.py"}
TEXTS: tuple[str, ...] = (
    ".py",
    ".toml",
    ".md",
    ".txt",
    ".in",
    ".cmd",
    ".command",
    ".json",
    ".csv",
    ".yml",
    ".cfg",
)
TEXTS += ("Makefile", "run", ".importlinter", ".gitignore")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|tmp)/\w|/home/\w+/|[A-Z]:\\Users\\")
INDEX = re.compile(r"pypi\.|pythonhosted|index-url\s+\S*:|--find-links", re.IGNORECASE)
LEFTOVER = re.compile(r"\b(?:TODO|FIXME)\b")
DAY_OF_UTC = re.compile(r"\.date\(\)")
#: The clock's own room; spreadsheets, whose days have no zone; and a reader that stands alone.
MAY_TAKE_DAYS = {
    "earlyhelp/clock.py",
    "earlyhelp/imports/values.py",
    "earlyhelp/packages/commands.py",
}
SELF = Path(__file__)

Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def texts() -> Iterator[tuple[Path, str]]:
    top = [path for path in ROOT.iterdir() if path.is_file() and path.name.endswith(TEXTS)]
    below = files(*ROOMS, "tests", "installer", "resources", ".ci", endings=TEXTS)
    for path in (*top, *below):
        if path != SELF:
            yield path, path.read_text(encoding="utf-8")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name(path)}:{number}"
        for path, text in texts()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def catches_all(handler: ast.ExceptHandler) -> bool:
    """Say whether it stops every error; tidying up and raising again stops none."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {kind.id for kind in kinds if isinstance(kind, ast.Name)}
    last = handler.body[-1]
    passes_on = isinstance(last, ast.Raise) and last.exc is None
    return not passes_on and (handler.type is None or bool(names & {"Exception", "BaseException"}))


def packages() -> list[Path]:
    return [path.parent for path in files(*ROOMS) if path.name == "__init__.py"]


def undocumented(path: Path) -> Iterator[str]:
    """Yield the module, its public functions and classes, and their public methods, if silent."""
    tree = parsed(path)
    if not ast.get_docstring(tree):
        yield f"{name(path)}: the module"
    for node in public(tree.body):
        if not ast.get_docstring(node):
            yield f"{name(path)}:{node.lineno} {node.name}"
        if isinstance(node, ast.ClassDef) and not is_protocol(node):
            for item in public(node.body):
                if not ast.get_docstring(item) and not is_overload(item):
                    yield f"{name(path)}:{item.lineno} {node.name}.{item.name}"


def public(body: list[ast.stmt]) -> Iterator[Named]:
    for node in body:
        if isinstance(node, Named) and not node.name.startswith("_"):
            yield node


def is_protocol(node: ast.ClassDef) -> bool:
    """Protocols say it once, in the class's docstring."""
    return any("Protocol" in ast.unparse(base) for base in node.bases)


def is_overload(node: Named) -> bool:
    return any("overload" in ast.unparse(mark) for mark in node.decorator_list)


def test_the_patterns_find_what_they_should() -> None:
    assert MACHINE.search("cd /work/main")
    assert MACHINE.search("/home/someone/x")
    assert not MACHINE.search("families/work/life")
    assert INDEX.search("--index-url https://example.org/simple")
    assert not INDEX.search("--no-emit-index-url")
    assert LEFTOVER.search("# TODO later")


def test_nobody_catches_everything() -> None:
    wide = [
        f"{name(path)}:{node.lineno}"
        for path in files(*ROOMS, "installer", "tests")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler) and catches_all(node)
    ]
    none(at for at in wide if at.split(":")[0] not in MAY_CATCH_ALL)


def test_days_of_instants_are_those_of_plymouth() -> None:
    """An instant is kept in UTC: its own day is yesterday's for an hour of each summer night."""
    found = [
        f"{name(path)}:{number}"
        for path in files(*ROOMS)
        if name(path) not in MAY_TAKE_DAYS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if DAY_OF_UTC.search(line)
    ]
    none(found)  # use earlyhelp.clock.day_of or ui.wording.moment


def test_no_path_of_somebodys_machine() -> None:
    none(lines_with(MACHINE))


def test_no_package_index() -> None:
    none(lines_with(INDEX))


def test_nothing_is_left_for_later() -> None:
    none(lines_with(LEFTOVER))


def test_every_package_has_a_room_card_of_at_most_40_lines() -> None:
    cards = {name(folder): folder / "README.md" for folder in packages()}
    assert cards
    none(f"{at}: no README.md" for at, card in cards.items() if not card.exists())
    none(at for at, card in cards.items() if card.read_text(encoding="utf-8").count("\n") > 40)


def test_everything_public_in_earlyhelp_has_a_docstring() -> None:
    none(at for path in files("earlyhelp") for at in undocumented(path))


def test_every_module_of_the_window_has_a_docstring() -> None:
    none(name(path) for path in files("ui") if not ast.get_docstring(parsed(path)))
