"""Every sentence that code asks for is written down, once."""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator

from earlyhelp.access.permissions import Permission
from earlyhelp.messages.base import REGISTRY, Query
from earlyhelp.records.base import Record
from earlyhelp.services.topics import load_topics
from tests.house.tree import ROOMS, ROOT, files, name, none, parsed

WORDINGS = ROOT / "resources" / "wording"
# A Bug's key names a place for whoever mends it; the screen shows one sentence for all of them.
ERRORS = {"Refused", "Invalid", "Locked", "StorageFault"}
ASKS = ERRORS | {"say"}


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def literals(node: ast.expr) -> Iterator[str]:
    """Yield the strings an argument can be: itself, both sides of a choice, a mapping's values."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from literals(value)


def asked() -> Iterator[tuple[str, str]]:
    for path in files(*ROOMS):
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.Call) or called(node) not in ASKS:
                continue
            keys = node.args[: 2 if called(node) == "Invalid" else 1]
            keys += [word.value for word in node.keywords if word.arg == "key"]
            for key in keys:
                yield from ((found, f"{name(path)}:{node.lineno}") for found in literals(key))


def written(key: str, at: str, known: dict[str, str]) -> bool:
    """Say whether there is a sentence; a room's own `say` leaves out the room's name."""
    return key in known or f"{at.split('/')[1]}.{key}" in known


def sentences() -> dict[str, str]:
    merged: dict[str, str] = {}
    for path in sorted(WORDINGS.glob("*.toml")):
        merged |= tomllib.loads(path.read_text(encoding="utf-8"))
    return merged


def test_every_key_asked_for_has_a_sentence() -> None:
    known, wanted = sentences(), list(asked())
    assert wanted
    none(f"{at} {key}" for key, at in wanted if not written(key, at, known))


def test_the_errors_own_keys_have_sentences() -> None:
    none({"error.invalid", "error.conflict"} - set(sentences()))


def test_no_key_is_written_twice() -> None:
    keys = Counter(
        key
        for path in WORDINGS.glob("*.toml")
        for key in tomllib.loads(path.read_text(encoding="utf-8"))
    )
    none(key for key, count in keys.items() if count > 1)


def test_what_is_said_of_one_thing_stands_beside_what_is_said_of_many() -> None:
    for path in WORDINGS.glob("*.toml"):
        keys = set(tomllib.loads(path.read_text(encoding="utf-8")))
        none(key for key in keys if key.endswith(".one") and key.removesuffix(".one") not in keys)


def test_sentences_are_flat_and_not_empty() -> None:
    none(
        key for key, text in sentences().items() if not str(text).strip() or isinstance(text, dict)
    )


def test_every_right_has_plain_words() -> None:
    known = sentences()
    none(right.value for right in Permission if f"right.{right.value}" not in known)
    none(
        key for key in known if key.startswith("right.") and key[6:] not in {*map(str, Permission)}
    )


def test_every_act_has_words_and_a_look_is_never_worded_as_a_deed() -> None:
    load_topics()  # with them every message
    kinds: dict[str, set[bool]] = {right.value: set() for right in Permission}
    for kind in REGISTRY.values():
        kinds[kind.permission.value].add(issubclass(kind, Query))
    known = {key[4:] for key in sentences() if key.startswith("act.")}
    both = {f"{right}.viewed" for right, looks in kinds.items() if len(looks) == 2}
    assert known - {"asked", "refused", "failed", "oversight", "other", "records"} == {
        *kinds,
        *both,
    }


def test_every_kind_of_record_has_words() -> None:
    known, tables = sentences(), {one.local_table.name for one in Record.registry.mappers}
    told = {key.rpartition(".")[2] for key in known if key.startswith(("rights.kind.", "record."))}
    assert tables - told == set()
