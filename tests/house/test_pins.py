"""The pins: every package by hash, the same version in both files, everything asked for there."""

import re

import pytest

from tests.house.tree import ROOT, none

PINNED = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.IGNORECASE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


def blocks(file: str) -> list[str]:
    """Return one joined line for each requirement, without the comments."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    plain = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return "\n".join(plain).replace("\\\n", " ").splitlines()


def pins(file: str) -> set[tuple[str, str]]:
    return {(found[1], found[2]) for line in blocks(file) if (found := PIN.match(line))}


def wanted(file: str) -> set[str]:
    names = {re.split(r"[<>=!~;\[ ]", line)[0] for line in blocks(file) if not line.startswith("-")}
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("file", PINNED)
def test_every_requirement_is_pinned_with_hashes(file: str) -> None:
    lines = blocks(file)
    assert lines
    none(line[:60] for line in lines if not PIN.match(line))
    none(line[:60] for line in lines if not HASH.search(line))


@pytest.mark.parametrize("file", [*PINNED, "requirements.in", "requirements-dev.in"])
def test_no_index_is_named(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not re.search(r"index-url|find-links|trusted-host|https?://", text)


def test_checks_run_on_the_versions_that_are_shipped() -> None:
    none(pins("requirements.txt") - pins("requirements-dev.txt"))


@pytest.mark.parametrize(
    ("asked", "pinned"), [("requirements.in", PINNED[0]), ("requirements-dev.in", PINNED[1])]
)
def test_everything_asked_for_is_pinned(asked: str, pinned: str) -> None:
    names = {name.lower() for name, _ in pins(pinned)}
    none(wanted(asked) - names)
