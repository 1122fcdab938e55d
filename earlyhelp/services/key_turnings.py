"""Turns keys after somebody lost their way in: the store's, and those of the teams they were in.

Refuses what this session holds no key for: the next session of somebody who does goes on.
"""

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.errors import Locked, Refused
from earlyhelp.keys.header import read_header
from earlyhelp.keys.wraps import new_key
from earlyhelp.messages.figures import Work
from earlyhelp.messages.keys import ContinueTurning, KeyTurnings, TurningRow
from earlyhelp.records.keys import KeyTurning
from earlyhelp.records.people import FamilyKey
from earlyhelp.records.staff import KeyWrap, Membership, StaffAccount
from earlyhelp.services import analysis_turning
from earlyhelp.services.context import Context
from earlyhelp.services.figures_file import ANALYSIS
from earlyhelp.services.handlers import handles
from earlyhelp.services.long_work import require_quiet
from earlyhelp.services.recovery_keys import keep_for_recovery
from earlyhelp.services.staff_keys import give_key, keys_of_role, wrap_info
from earlyhelp.storage.rekey import turn_key
from earlyhelp.storage.sealing import rewrapped
from earlyhelp.storage.unit_of_work import UnitOfWork

STORE = "store"
_AT_A_TIME = 100


def ask_for(
    uow: UnitOfWork, context: Context, key_name: str, because: str, account: StaffAccount
) -> None:
    """Note that a key has to be left behind, because an account lost its way in."""
    if key_name == STORE:
        epoch = read_header(context.vault.path.with_suffix(".ehdh")).epoch
    elif key_name == ANALYSIS:
        epoch = analysis_turning.epoch_of(context)
    else:
        epoch = newest_epoch(uow, key_name)
    uow.add(
        KeyTurning(
            key_name=key_name, because=because, account_id=account.id, epoch=epoch,
            asked_by=context.principal.account_id, asked_at=uow.clock.now(), done_at=None,
        )
    )  # fmt: skip
    context.keys_wait = True


def newest_epoch(uow: UnitOfWork, key_name: str) -> int:
    """Return the newest epoch of a key that anybody holds."""
    return max((wrap.epoch for wrap in uow.all(KeyWrap, KeyWrap.key_name == key_name)), default=0)


def next_due(context: Context) -> int:
    """Return the id of the next key this session can turn, 0 for none; asks without a look at anything."""
    if not context.policy.permissions_of(context.principal) & {Permission.KEY_TURN}:
        return 0
    with context.vault.unit(context.principal, Permission.KEY_TURN, Scope.STAFF) as uow:
        due = uow.all(KeyTurning, KeyTurning.done_at.is_(None), order=KeyTurning.id)
    return next((turning.id for turning in due if _is_mine(turning, context)), 0)


@handles(KeyTurnings)
def key_turnings(uow: UnitOfWork, message: KeyTurnings, context: Context) -> tuple[TurningRow, ...]:
    """Return the keys that were turned or wait, the newest first."""
    names = {account.id: account.name for account in uow.all(StaffAccount)}
    rows = uow.all(KeyTurning, order=KeyTurning.id.desc(), limit=min(max(message.limit, 1), 200))
    return tuple(
        TurningRow(
            id=row.id,
            key=row.key_name.split(":")[0],
            team=context.team_names.get(_team_of(row), ""),
            because=row.because,
            whose=names.get(row.account_id, ""),
            asked_at=row.asked_at,
            done=row.done,
            total=row.total,
            mine=row.done_at is None and _is_mine(row, context),
            done_at=row.done_at,
        )
        for row in rows
    )


@handles(ContinueTurning)
def continue_turning(uow: UnitOfWork, message: ContinueTurning, context: Context) -> Work:
    """Do the next step: the store's key in one, a team's in short batches.

    Raises: Refused for a key this session does not hold; StorageFault if the disk refuses.
    """
    turning = uow.get(KeyTurning, message.turning_id)
    if turning.done_at is not None:
        return _work(turning)
    if not _is_mine(turning, context):
        raise Refused("keys.turn.not_yours")
    uow.unseen = True
    require_quiet(context)  # a backup still reads under the present key
    if turning.key_name == STORE:
        return _turn_store(uow, turning, context)
    if turning.key_name == ANALYSIS:
        return _turn_analysis(uow, turning, context)
    return _turn_team(uow, turning, context)


def _turn_store(uow: UnitOfWork, turning: KeyTurning, context: Context) -> Work:
    epoch = turning.epoch
    if int(context.vault.facts["epoch"]) <= epoch:
        uow.session.rollback()  # the file is rekeyed outside any transaction
        epoch = turn_key(context.vault)
        turning = uow.get(KeyTurning, turning.id)
    uow.purpose = f"store key turned to epoch {epoch}"
    return _work(uow.change(turning, None, done=1, total=1, done_at=uow.clock.now()))


def _turn_analysis(uow: UnitOfWork, turning: KeyTurning, context: Context) -> Work:
    """Save the next key first, rekey the file in the step after; a turning since then did both."""
    is_old = analysis_turning.epoch_of(context) <= turning.epoch
    if is_old and analysis_turning.wrap_next(uow, context):
        uow.purpose = "next key of the analysis file saved"
        return _work(uow.change(turning, None, total=1))
    epoch = analysis_turning.turn(uow, context)
    uow.purpose = f"key of the analysis file turned to epoch {epoch}"
    return _work(uow.change(turning, None, done=1, total=1, done_at=uow.clock.now()))


def _turn_team(uow: UnitOfWork, turning: KeyTurning, context: Context) -> Work:
    team_id = _team_of(turning)
    newest = newest_epoch(uow, turning.key_name)
    if newest <= turning.epoch:
        return _new_epoch(uow, turning, newest + 1)
    if uow.keyring.team_epoch(team_id) < newest:  # saved by the step before, so safe to use now
        hold_newest(uow, context, turning.key_name, newest)
    older = (FamilyKey.team_id == team_id, FamilyKey.epoch < newest)
    left, newer_key = uow.count(FamilyKey, *older), uow.keyring.secret(turning.key_name, newest)
    for row in uow.all(FamilyKey, *older, order=FamilyKey.id, limit=_AT_A_TIME):
        older_key = uow.keyring.secret(turning.key_name, row.epoch)
        wrapped = rewrapped(older_key, newer_key, row.family_id, team_id, row.wrapped)
        uow.change(row, None, epoch=newest, wrapped=wrapped)
    done, over = turning.done + min(left, _AT_A_TIME), left <= _AT_A_TIME
    uow.purpose = f"team key of epoch {newest}: {min(left, _AT_A_TIME)} families"
    return _work(
        uow.change(
            turning, None, done=done, total=turning.done + left,
            done_at=uow.clock.now() if over else None,
        )
    )  # fmt: skip


def _new_epoch(uow: UnitOfWork, turning: KeyTurning, epoch: int) -> Work:
    """Draw a team's next key and give it to everybody who works in the team today."""
    key = new_key()
    places = uow.all(Membership, Membership.team_id == _team_of(turning))
    members = uow.all(
        StaffAccount,
        StaffAccount.id.in_([place.account_id for place in places]),
        StaffAccount.status == "active",
    )
    for account in members:
        if "team" in keys_of_role(account.role):
            give_key(uow, account, turning.key_name, epoch, key)
    keep_for_recovery(uow, turning.key_name, epoch, key)
    uow.purpose = f"team key of epoch {epoch} given to {len(members)}"
    left = uow.count(FamilyKey, FamilyKey.team_id == _team_of(turning))
    return _work(uow.change(turning, None, total=left))


def hold_newest(uow: UnitOfWork, context: Context, key_name: str, epoch: int) -> None:
    """Take one's own wrap of a key into the ring.

    Raises: Refused where this account was given none.
    """
    mine = context.principal.account_id
    wrap = uow.first(
        KeyWrap,
        KeyWrap.account_id == mine,
        KeyWrap.key_name == key_name,
        KeyWrap.epoch == epoch,
    )
    if wrap is None:
        raise Refused("keys.turn.not_yours")
    key = context.vault.identity.unwrap(wrap.wrapped, wrap_info(key_name, epoch, mine))
    context.vault.keyring.hold(key_name, epoch, key)


def _is_mine(turning: KeyTurning, context: Context) -> bool:
    if turning.key_name == STORE:
        return True
    if turning.key_name == ANALYSIS:
        return ANALYSIS in keys_of_role(context.principal.role)
    try:
        return bool(context.vault.keyring.team_epoch(_team_of(turning)))
    except Locked:
        return False


def _team_of(turning: KeyTurning) -> int:
    _, _, team_id = turning.key_name.partition(":")
    return int(team_id or 0)


def _work(turning: KeyTurning) -> Work:
    return Work(
        work_id=turning.id,
        done=turning.done,
        total=max(turning.total, 1),
        finished=turning.done_at is not None,
    )
