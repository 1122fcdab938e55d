"""Exports: whole or not there."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from earlyhelp.audit.entry import EntryFacts
from earlyhelp.audit.export import ExportHeader, write_export
from earlyhelp.errors import Bug, StorageFault
from tests.audit.trail import PERSON, VAULT, checkpoint, export, trail

HEADER = ExportHeader(
    vault=VAULT.name, keys={VAULT.name: VAULT.public()}, exported_at="2026-07-01", size=3
)


def test_lines_are_header_entries_checkpoints_seal(tmp_path: Path) -> None:
    entries = trail(3)
    path = export(tmp_path, entries, [checkpoint(entries[:2]), checkpoint(entries)])
    lines = [json.loads(text) for text in path.read_bytes().splitlines()]
    assert lines[0]["size"] == 3
    assert [found["seq"] for found in lines[1:4]] == [1, 2, 3]
    assert [list(found) for found in lines[4:]] == [["checkpoint"], ["checkpoint"], ["seal"]]
    assert [found.name for found in tmp_path.iterdir()] == ["trail.jsonl"]


def test_a_failing_source_leaves_no_file_and_keeps_the_old_one(tmp_path: Path) -> None:
    path = export(tmp_path, trail(2), [])
    before = path.read_bytes()

    def broken() -> Iterator[EntryFacts]:
        yield from trail(1)
        raise StorageFault("store.gone")

    with pytest.raises(StorageFault):
        write_export(path, HEADER, broken(), [], VAULT)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["trail.jsonl"]


def test_header_must_fit(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with pytest.raises(Bug):
        write_export(path, HEADER, trail(2), [], VAULT)
    with pytest.raises(Bug):
        write_export(path, HEADER, trail(3), [], PERSON)
    assert not path.exists()
    write_export(path, HEADER, trail(3), [], VAULT)
    assert path.exists()


def test_a_missing_folder_is_the_disks_fault(tmp_path: Path) -> None:
    with pytest.raises(StorageFault):
        write_export(tmp_path / "none" / "out", HEADER, trail(3), [], VAULT)
