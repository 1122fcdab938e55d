"""What somebody does before anything else: change a first passphrase, accept the code, declare interests."""

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Refused
from earlyhelp.services.context import Context

#: What stays open meanwhile: to see who one is, to change the passphrase, to sign the audit, and to
#: see that the store is whole.  None of it shows anybody's data.
_BEFORE_CHANGE = frozenset(
    {
        Permission.AUDIT_CHECKPOINT,
        Permission.PASSPHRASE_CHANGE,
        Permission.SESSION_CONFIRM,
        Permission.SESSION_READ,
        Permission.STORE_VERIFY,
    }
)
_BEFORE_CONDUCT = _BEFORE_CHANGE | {Permission.CONDUCT_ACCEPT}
#: Families are named by searching for them: a list shows what stands on its cover, opens none.
_BEFORE_INTERESTS = _BEFORE_CONDUCT | {Permission.CONFLICT_DECLARE, Permission.FAMILY_LIST}


def require_ready(permission: Permission, context: Context) -> None:
    """Let nothing through that has to wait.

    Raises: Refused("passphrase.must_change"), Refused("conduct.needed") or Refused("interests.needed").
    """
    if context.must_change and permission not in _BEFORE_CHANGE:
        raise Refused("passphrase.must_change")
    if context.conduct_due and permission not in _BEFORE_CONDUCT:
        raise Refused("conduct.needed")
    if context.interests_due and permission not in _BEFORE_INTERESTS:
        raise Refused("interests.needed")
