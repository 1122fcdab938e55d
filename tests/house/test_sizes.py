"""Everything fits a screen: files, functions, classes and parameter lists."""

import ast
from collections.abc import Iterator

from tests.house.tree import ROOMS, files, name, none, parsed

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[str, Function]]:
    for path in files(*ROOMS, "installer"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, Function):
                yield f"{name(path)}:{node.lineno} {node.name}", node


def parameters(node: Function) -> int:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return len([arg for arg in given if arg.arg not in ("self", "cls")])


def public_methods(node: ast.ClassDef) -> int:
    inside = [item.name for item in node.body if isinstance(item, Function)]
    ours = [method for method in inside if method.islower()]  # Qt's own names are camelCase
    return len([method for method in ours if not method.startswith("_")])


def test_files_have_at_most_250_lines() -> None:
    lengths = {
        name(path): path.read_text(encoding="utf-8").count("\n")
        for path in files(*ROOMS, "tests", "installer")
    }
    assert lengths
    none(f"{at}: {length}" for at, length in lengths.items() if length > 250)


def test_functions_have_at_most_40_lines() -> None:
    lengths = {at: (node.end_lineno or 0) - node.lineno + 1 for at, node in functions()}
    assert lengths
    none(f"{at}: {length}" for at, length in lengths.items() if length > 40)


def test_functions_have_at_most_6_parameters() -> None:
    counts = {at: parameters(node) for at, node in functions()}
    none(f"{at}: {count}" for at, count in counts.items() if count > 6)


def test_classes_have_at_most_15_public_methods() -> None:
    counts = {
        f"{name(path)}:{node.lineno} {node.name}": public_methods(node)
        for path in files(*ROOMS)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
    }
    assert counts
    none(f"{at}: {count}" for at, count in counts.items() if count > 15)
