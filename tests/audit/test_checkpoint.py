"""Checkpoints: signed text that survives being mailed, and nothing else."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from earlyhelp.audit.checkpoint import Checkpoint, Signer, parse_and_verify, sign
from earlyhelp.errors import HouseError, Invalid, Refused
from tests.audit.trail import PERSON, VAULT, checkpoint, trail

MADE = Checkpoint(VAULT.name, 3, b"r" * 32, "ab" * 32, "2026-07-01T10:00:00.000Z")
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)


def test_reads_back_what_was_signed() -> None:
    text = sign(MADE, VAULT, PERSON)
    assert parse_and_verify(text, VAULT.public(), PERSON.public()) == MADE
    assert text.startswith(f"{VAULT.name}\n3\n")
    assert text.count("\n— ") == 2


def test_person_is_optional_but_holds_if_asked_for() -> None:
    text = sign(MADE, VAULT)
    assert parse_and_verify(text, VAULT.public()) == MADE
    with pytest.raises(Refused):
        parse_and_verify(text, VAULT.public(), PERSON.public())


def test_another_key_is_refused_whatever_its_name() -> None:
    text = sign(MADE, Signer(VAULT.name, OTHER))
    with pytest.raises(Refused):
        parse_and_verify(text, VAULT.public())


def test_person_cannot_sign_for_the_vault() -> None:
    text = sign(MADE, PERSON)
    with pytest.raises(Refused):
        parse_and_verify(text, PERSON.public())


@pytest.mark.parametrize("name", ["", "two words", "a+b", "line\nbreak", " edge"])
def test_names_that_blur_the_text_are_refused(name: str) -> None:
    with pytest.raises(Invalid):
        sign(MADE, Signer(name, OTHER))
    assert sign(MADE, Signer("plain", OTHER)).endswith("=\n")


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "a\nb\n", sign(MADE, VAULT)[:-1], sign(MADE, VAULT).replace("\n", "\r\n")],
)
def test_other_text_is_not_a_checkpoint(text: str) -> None:
    with pytest.raises(Invalid):
        parse_and_verify(text, VAULT.public())


def test_no_byte_may_change() -> None:
    text = checkpoint(trail(3))
    for place in range(len(text)):
        changed = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
        with pytest.raises(HouseError):
            parse_and_verify(changed, VAULT.public(), PERSON.public())


def test_a_root_of_another_length_is_refused() -> None:
    with pytest.raises(Invalid):
        parse_and_verify(sign(msgspec.structs.replace(MADE, root=b"r"), VAULT), VAULT.public())
