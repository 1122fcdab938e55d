"""Checkpoints leave the machine and come back: another folder, a page, the typed form, what the device saw."""

import msgspec
import pytest

from earlyhelp.audit.merkle import consistency_holds, consistency_proof, leaf_hash
from earlyhelp.errors import Invalid, Refused
from earlyhelp.messages.checkpoints import (
    CheckpointPaper,
    CompareCheckpoint,
    Places,
    SendCheckpointsTo,
)
from earlyhelp.messages.session import Checkpoint
from earlyhelp.messages.staff import Accounts
from earlyhelp.services.audit_chain import ChainCheck
from earlyhelp.services.audit_checkpoints import kept_elsewhere
from earlyhelp.services.audit_witness import Seen, witness_problem
from earlyhelp.storage import audit_trail


def vault_of(door):
    return door("ira").context.vault.facts["vault"].decode()


def compare(door, text):
    return door("ira").dispatch(CompareCheckpoint(text=text)).state


def test_checkpoints_go_to_another_folder_as_well(door, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert not door("ira").dispatch(Places()).away
    door("ira").dispatch(SendCheckpointsTo(folder=str(stick)))
    shown = door("ira").dispatch(Places())
    assert (shown.away, shown.reached) == (str(stick), True)
    door("bea").dispatch(Accounts())
    text = door("bea").dispatch(Checkpoint(why="lock"))
    assert kept_elsewhere(vault_of(door), stick)[-1] == text
    door("ira").dispatch(SendCheckpointsTo(folder=""))
    assert not door("ira").dispatch(Places()).away


def test_a_stick_that_is_not_there_keeps_nobody_from_locking(door, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    door("ira").dispatch(SendCheckpointsTo(folder=str(stick)))
    (stick / f"{vault_of(door)}.txt").unlink()
    stick.rmdir()
    stick.write_text("not a folder any more", encoding="utf-8")
    assert door("ira").dispatch(Checkpoint(why="lock"))
    assert not door("ira").dispatch(Places()).reached
    door("ira").dispatch(SendCheckpointsTo(folder=""))


def test_what_the_stick_knows_finds_an_older_store(door, tmp_path, own_witness):
    """The folder of this computer may have been put back with the store: the stick was not."""
    stick = tmp_path / "stick"
    stick.mkdir()
    door("ira").dispatch(SendCheckpointsTo(folder=str(stick)))
    (own_witness / f"{vault_of(door)}.txt").unlink()
    trail = door("ira").context.vault.trail
    trail.size, longer = trail.size - 3, trail.size
    try:
        check = ChainCheck(door("ira").context)
        while not check.step():
            pass
        assert not check.ok
    finally:
        trail.size = longer
        door("ira").dispatch(SendCheckpointsTo(folder=""))


@pytest.mark.parametrize("folder", ["/no such folder", "\0"])
def test_a_folder_that_will_not_do_is_told_at_its_field(door, folder):
    with pytest.raises(Invalid) as told:
        door("ira").dispatch(SendCheckpointsTo(folder=folder))
    assert told.value.fields == {"path": "audit.path.folder"}


def test_a_page_is_printed_and_what_it_says_compares(door):
    assert door("ira").dispatch(CheckpointPaper()).startswith(b"%PDF")
    text = kept_elsewhere(vault_of(door))[-1]
    assert compare(door, text) == "same"
    assert compare(door, text.replace("\n", " \r\n")) == "same"  # as pasting leaves it
    root = door("ira").context.vault  # the short form, as printed
    size = text.split("\n")[1]
    with root.engine.connect() as connection:
        digests = audit_trail.hashes(connection, 0, int(size))
    assert compare(door, _typed(size, digests)) == "same"
    assert compare(door, _typed(size, digests).upper().replace("-", " ")) == "same"


def test_what_is_not_ours_is_told_apart(door):
    text = door("ira").dispatch(Checkpoint(why="lock"))
    size = text.split("\n")[1]
    assert compare(door, f"{size} " + "-".join(["0000"] * 8)) == "other"
    assert compare(door, "999999 " + "-".join(["0000"] * 8)) == "shorter"
    assert compare(door, text.replace(f"\n{size}\n", f"\n{int(size) - 1}\n")) == "unsigned"
    for wrong in ("", "hello", f"{size} 12", "x" * 5000, "a\nb"):
        with pytest.raises(Invalid):
            compare(door, wrong)


def test_only_information_governance_takes_checkpoints_out(door):
    for login in ("priya", "bea"):
        with pytest.raises(Refused):
            door(login).dispatch(CheckpointPaper())
    assert door("ira").dispatch(CheckpointPaper())


def test_the_device_remembers_and_a_store_that_grew_is_well(door, own_witness):
    context = door("ira").context
    door("ira").dispatch(Checkpoint(why="lock"))
    assert list(own_witness.glob("*.seen"))
    door("bea").dispatch(Accounts())
    assert witness_problem(context) == []


def test_it_agrees_with_the_consistency_proof_of_the_standard(door):
    """The frontier kept on the device and RFC 9162's proof say the same."""
    context = door("ira").context
    door("ira").dispatch(Checkpoint(why="lock"))
    file = next(path for path in _seen_files(context))
    seen = msgspec.json.decode(file.read_bytes(), type=Seen)
    door("bea").dispatch(Accounts())
    with context.vault.engine.connect() as connection:
        leaves = [leaf_hash(one) for one in audit_trail.hashes(connection)]
    proof, root = consistency_proof(leaves, seen.size), context.vault.trail.tree.root()
    assert consistency_holds(seen.size, seen.root, len(leaves), root, proof)
    assert witness_problem(context) == []


@pytest.mark.parametrize("attack", ["shorter", "other", "altered", "unreadable"])
def test_the_device_notices(door, attack):
    context = door("ira").context
    door("ira").dispatch(Checkpoint(why="lock"))
    file = next(path for path in _seen_files(context))
    seen = msgspec.json.decode(file.read_bytes(), type=Seen)
    forged = {
        "shorter": lambda: _longer(seen),
        "other": lambda: _other(seen),
        "altered": lambda: msgspec.structs.replace(seen, root=bytes(32)),
    }
    file.write_bytes(msgspec.json.encode(forged[attack]()) if attack in forged else b"{}")
    assert len(witness_problem(context)) == 1
    assert not ChainCheck(context).ok
    file.write_bytes(msgspec.json.encode(seen))
    assert ChainCheck(context).ok


def _seen_files(context):
    from earlyhelp.services.audit_checkpoints import witness_folder

    return witness_folder().glob(f"*.{context.principal.account_id}.seen")


def _longer(seen):
    from earlyhelp.audit.merkle import Tree

    tree = Tree(seen.size, seen.frontier)
    for _ in range(50):
        tree.append(b"more")
    return Seen(tree.size, tree.root(), tree.frontier)


def _other(seen):
    from earlyhelp.audit.merkle import Tree

    tree = Tree()
    for number in range(seen.size):
        tree.append(bytes([number % 256]))
    return Seen(tree.size, tree.root(), tree.frontier)


def _typed(size, digests):
    from earlyhelp.audit.merkle import Tree

    tree = Tree()
    for one in digests:
        tree.append(one)
    digits = tree.root().hex()[:32]
    return f"{size} " + "-".join(digits[at : at + 4] for at in range(0, 32, 4))
