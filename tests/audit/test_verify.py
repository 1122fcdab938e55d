"""The verifier against soundness, every changed byte, and the command line."""

import base64
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from earlyhelp.audit import verify
from earlyhelp.audit.checkpoint import Checkpoint, Signer, sign
from earlyhelp.audit.merkle import EMPTY_ROOT, Tree
from tests.audit.trail import PERSON, VAULT, checkpoint, export, trail

SCRIPT = Path(verify.__file__)


def small(folder: Path) -> Path:
    entries = trail(3)
    return export(folder, entries, [checkpoint(entries[:2]), checkpoint(entries)])


def test_a_sound_export_is_found_sound(tmp_path: Path) -> None:
    entries = trail(50)
    path = export(tmp_path, entries, [checkpoint(entries[:20]), checkpoint(entries)])
    report = verify.verify_export(path, [checkpoint(entries[:size]) for size in (1, 20, 33, 50)])
    tree = Tree()
    for entry in entries:
        tree.append(bytes.fromhex(entry.hash))
    assert report.problems == []
    assert (report.ok, report.size, report.root) == (True, 50, tree.root().hex())


def test_an_empty_trail_is_sound(tmp_path: Path) -> None:
    start = Checkpoint(VAULT.name, 0, EMPTY_ROOT, "0" * 64, "2026-07-01T09:00:00.000Z")
    report = verify.verify_export(export(tmp_path, [], [sign(start, VAULT)]), [])
    assert report.ok
    assert report.root == EMPTY_ROOT.hex()


@pytest.mark.parametrize(
    "bit", [0, 5, *(pytest.param(n, marks=pytest.mark.long) for n in (1, 2, 3, 4, 6, 7))]
)
def test_every_changed_byte_is_found(tmp_path: Path, bit: int) -> None:
    path = small(tmp_path)
    good = path.read_bytes()
    assert verify.verify_export(path, []).ok
    for place in range(len(good)):
        changed = bytes([good[place] ^ 1 << bit])
        path.write_bytes(good[:place] + changed + good[place + 1 :])
        assert not verify.verify_export(path, []).ok, f"byte {place}"


def test_every_cut_is_found(tmp_path: Path) -> None:
    path = small(tmp_path)
    good = path.read_bytes()
    for length in range(0, len(good), 7):
        path.write_bytes(good[:length])
        assert not verify.verify_export(path, []).ok, f"cut at {length}"
    path.write_bytes(good + b"\n")
    assert not verify.verify_export(path, []).ok


@pytest.mark.parametrize("drop", range(7))
def test_every_missing_or_doubled_line_is_found(tmp_path: Path, drop: int) -> None:
    path = small(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    assert len(lines) == 7
    path.write_bytes(b"".join(lines[:drop] + lines[drop + 1 :]))
    assert not verify.verify_export(path, []).ok
    path.write_bytes(b"".join(lines[: drop + 1] + lines[drop:]))
    assert not verify.verify_export(path, []).ok


def test_a_changed_entry_is_named_with_its_line(tmp_path: Path) -> None:
    path = small(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"viewed", b"failed")
    path.write_bytes(b"".join(lines))
    problems = verify.verify_export(path, []).problems
    assert verify.Problem(3, 2, "the entry was changed after it was hashed") in problems


def test_another_spelling_of_the_same_entry_is_found(tmp_path: Path) -> None:
    path = small(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = json.dumps(json.loads(lines[1]), sort_keys=True).encode() + b"\n"
    path.write_bytes(b"".join(lines))
    found = verify.verify_export(path, []).problems
    assert verify.Problem(2, 0, "the line is not in its one proper form") in found


def test_a_forged_vault_passes_alone_but_not_against_what_was_kept(tmp_path: Path) -> None:
    forger = Signer(VAULT.name, Ed25519PrivateKey.from_private_bytes(b"f" * 32))
    entries = trail(5)
    path = export(tmp_path, entries, [checkpoint(entries, forger)], forger)
    key = base64.b64encode(VAULT.public()).decode()
    assert verify.verify_export(path, []).ok
    assert not verify.verify_export(path, [checkpoint(entries)]).ok
    assert not verify.verify_export(path, [], key).ok
    true = export(tmp_path, entries, [checkpoint(entries)])
    assert verify.verify_export(true, [checkpoint(entries)], key).ok


def test_a_mailed_checkpoint_with_a_strange_witness_still_counts(tmp_path: Path) -> None:
    entries = trail(4)
    path = export(tmp_path, entries, [])
    witness = Signer("witness", Ed25519PrivateKey.from_private_bytes(b"w" * 32))
    made = checkpoint(entries[:3])
    witnessed = made + sign(Checkpoint("x", 0, EMPTY_ROOT, "", ""), witness).split("\n\n")[1]
    assert verify.verify_export(path, [witnessed.replace("\n", "\r\n")]).ok
    assert not verify.verify_export(path, [made.replace("\n3\n", "\n2\n")]).ok


def test_a_persons_signature_alone_is_no_checkpoint(tmp_path: Path) -> None:
    entries = trail(2)
    made = Checkpoint(VAULT.name, 0, EMPTY_ROOT, "0" * 64, "")
    path = export(tmp_path, entries, [])
    assert not verify.verify_export(path, [sign(made, PERSON)]).ok
    assert verify.verify_export(path, [sign(made, VAULT)]).ok


def test_hundred_thousand_entries_in_seconds(tmp_path: Path) -> None:
    entries = trail(100_000)
    path = export(tmp_path, entries, [checkpoint(entries)])
    started = time.process_time()
    assert verify.verify_export(path, [checkpoint(entries[:50_000])]).ok
    assert time.process_time() - started < 15


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    alone = folder / "verify.py"  # copied out, away from the program, as an auditor has it
    alone.write_bytes(SCRIPT.read_bytes())
    command = [sys.executable, "-W", "error", "-I", str(alone), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def test_runs_alone_from_the_command_line(tmp_path: Path) -> None:
    entries = trail(3)
    path = small(tmp_path)
    kept = tmp_path / "kept.txt"
    kept.write_text(checkpoint(entries[:2]), encoding="utf-8", newline="")
    sound = run(tmp_path, str(path), "--checkpoint", str(kept))
    assert (sound.returncode, sound.stderr) == (0, "")
    assert sound.stdout.endswith("SOUND\n")
    path.write_bytes(path.read_bytes().replace(b"a.penrose", b"b.penrose", 1))
    broken = run(tmp_path, str(path))
    assert broken.returncode == 1
    assert "line 2, entry 1" in broken.stdout
    assert "Nothing kept elsewhere" in broken.stdout
    assert run(tmp_path, str(tmp_path / "none")).returncode == 2
