"""The publication key bears information governance's signature; facts are posted to no other.

Refuses to trust a row for being there: whoever holds the file's key can write rows, and cannot sign.
"""

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.errors import HouseError
from earlyhelp.keys.identity import Identity, is_signed_by
from earlyhelp.records.staff import StaffAccount, StoreFact
from earlyhelp.services.context import Context
from earlyhelp.services.staff_keys import held_secret
from earlyhelp.storage.unit_of_work import UnitOfWork

_FACT = "publication_signed"
_SIGNS = "information_governance"


def keep_signature(
    uow: UnitOfWork, facts: tuple[bytes, bytes], account_id: int, signer: Identity
) -> None:
    """Keep the signature of an account of information governance; `facts` are vault and public key."""
    told = str(account_id).encode() + b" " + signer.sign(_statement(*facts))
    former = uow.first(StoreFact, StoreFact.name == _FACT)
    if former is None:
        uow.add(StoreFact(name=_FACT, value=told))
    else:
        uow.change(former, None, value=told)


def is_trusted(uow: UnitOfWork, facts: dict[str, bytes]) -> bool:
    """Tell whether the publication key this session would post to was signed by information governance.

    Shape: a signature stays good when its signer has left, until the next one signs anew.
    """
    kept = uow.first(StoreFact, StoreFact.name == _FACT)
    if kept is None:
        return False
    who, _, signature = kept.value.partition(b" ")
    signer = uow.first(StaffAccount, StaffAccount.id == int(who))
    return (
        signer is not None
        and signer.role == _SIGNS
        and is_signed_by(signer.verify, signature, _statement(*_pinned(facts)))
    )


def sign_if_needed(context: Context) -> bool:
    """Sign in information governance's session what nobody signed yet; return whether that was done.

    Shape: only the key whose private half this person holds; another one is left for the register.
    """
    vault, who = context.vault, context.principal
    if who.role != _SIGNS or "publication" not in vault.facts:
        return False
    with vault.unit(who, Permission.FIGURES_PUBLISH, Scope.FIGURES) as uow:
        if is_trusted(uow, vault.facts):
            return False
        try:
            held = Identity(held_secret(uow, vault.identity, "publication"))
        except HouseError:
            return False
        if held.public != vault.facts["publication"]:
            return False
        keep_signature(uow, _pinned(vault.facts), who.account_id, vault.identity)
        uow.purpose = "publication key signed"
        uow.commit()
    return True


def _pinned(facts: dict[str, bytes]) -> tuple[bytes, bytes]:
    return facts["vault"], facts["publication"]


def _statement(vault_id: bytes, public: bytes) -> bytes:
    return b"earlyhelp/1/publication|" + vault_id + b"|" + public
