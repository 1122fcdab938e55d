"""Gives a family another key: every sealed row of it is sealed anew in the same unit.  Decides nothing."""

from typing import Any

from sqlalchemy import ColumnElement

from earlyhelp.keys.wraps import new_key, wrap_for
from earlyhelp.records.access import EmergencyWrap, FormerKey
from earlyhelp.records.base import Record
from earlyhelp.records.grants import FamilyGrant
from earlyhelp.records.people import Family, FamilyKey
from earlyhelp.records.staff import StaffAccount
from earlyhelp.services import emergency_key, grants
from earlyhelp.storage.family_keys import grant_info
from earlyhelp.storage.sealing import key_kind
from earlyhelp.storage.unit_of_work import UnitOfWork


def take_from_team(uow: UnitOfWork, family: Family) -> None:
    """Give a family a key that its team does not hold, and seal its names with it too.

    Shape: nobody holds the key afterwards but named readers and the emergency duty; requests of the
    family's own rights stay open.
    Raises: Locked where this session cannot open all of it.
    """
    former, contents = _opened(uow, family)
    uow.keyring.hold_granted(family.id, new_key(), apart=True)
    family.restricted = 1
    _sealed_anew(uow, family, former, contents)
    _settle_grants(uow, family, kept={"subject_request", "restricted"})
    emergency_key.wrap(uow, family.id)


def give_to_team(uow: UnitOfWork, family: Family) -> None:
    """Give a family a key that its team holds, and its names back to the directory.

    Raises: Locked where this session does not hold the team's key.
    """
    former, contents = _opened(uow, family)
    epoch, wrapped = uow.keyring.new_family_key(family.id, family.team_id)
    uow.add(FamilyKey(family_id=family.id, team_id=family.team_id, epoch=epoch, wrapped=wrapped))
    family.restricted = 0
    _sealed_anew(uow, family, former, contents)
    _settle_grants(uow, family, kept=grants.KINDS - {"restricted"})


def _opened(uow: UnitOfWork, family: Family) -> tuple[bytes, list[tuple[Record, str, Any]]]:
    """Return the family's key and everything that is sealed with it or with the directory's."""
    uow.need_keys({family.id})
    former = uow.keyring.family_secret(family.id)
    contents = [
        (row, column, uow.open(row, column))
        for row in _rows(uow, family)
        for column in row.seals
        if getattr(row, column) is not None and key_kind(row, column) in {"family", "directory"}
    ]
    for kind in (FamilyKey, EmergencyWrap):
        for wrap in uow.all(kind, kind.family_id == family.id):
            uow.remove(wrap)
    return former, contents


def _rows(uow: UnitOfWork, family: Family) -> list[Record]:
    found: list[Record] = [family]
    for mapper in Record.registry.mappers:
        kind = mapper.class_
        if {"family", "directory"} & {seal for seal, _ in kind.seals.values()} and hasattr(
            kind, "family_id"
        ):
            of: ColumnElement[bool] = kind.family_id == family.id
            found += uow.all(kind, of)
    return found


def _sealed_anew(
    uow: UnitOfWork, family: Family, former: bytes, contents: list[tuple[Record, str, Any]]
) -> None:
    # The version stays: what lies under another key needs no other place, and nobody's unsaved
    # work on the family meets a conflict.
    for row, column, value in contents:
        setattr(row, column, uow.keyring.seal(row, column, value))
        if row not in uow.touched:
            uow.touched.append(row)
    uow.add(FormerKey(family_id=family.id, until_at=uow.clock.now()), key=former)


def _settle_grants(uow: UnitOfWork, family: Family, kept: frozenset[str] | set[str]) -> None:
    for grant in uow.all(
        FamilyGrant, FamilyGrant.family_id == family.id, FamilyGrant.ended_at.is_(None)
    ):
        over = grant.until_at is not None and grant.until_at <= uow.clock.now()
        if over or grant.kind not in kept:
            grants.end(uow, grant)
            continue
        account = uow.get(StaffAccount, grant.account_id)
        key = uow.keyring.family_secret(family.id)
        grant.wrapped = wrap_for(account.public, key, grant_info(family.id, account.id))
        if grant not in uow.touched:  # the audit has to know the row as it now stands
            uow.touched.append(grant)
