"""Writes down when pictures of the screen are allowed, and keeps the store's rule.  Switches nothing: the window does."""

from earlyhelp.access.permissions import Permission, Scope
from earlyhelp.errors import Refused
from earlyhelp.messages.base import Receipt
from earlyhelp.messages.pictures import (
    AllowPictures,
    PictureRule,
    PictureRuleNow,
    SetPictureRule,
)
from earlyhelp.records.staff import StoreFact
from earlyhelp.services.access_rules import staff_with
from earlyhelp.services.context import Context
from earlyhelp.services.entry_checks import Faults
from earlyhelp.services.figures_file import is_analysis
from earlyhelp.services.handlers import handles
from earlyhelp.storage.unit_of_work import UnitOfWork

_FACT = "screen_pictures"
_WITH_REASON, _NOBODY = b"reason", b"nobody"


@handles(AllowPictures)
def allow_pictures(uow: UnitOfWork, message: AllowPictures, context: Context) -> Receipt:
    """Keep in the audit that this person allowed pictures, and why, or stopped allowing them.

    Raises: Refused("pictures.nobody") where the store's rule lets nobody, saying whom to ask; Invalid
    for a reason that is none.
    """
    if message.allowed:
        rule = rule_now(uow, context)
        if not rule.with_reason:
            raise Refused("pictures.nobody", who=", ".join(rule.ask))
        faults = Faults()
        faults.code("reason", "picture_reason", message.reason, required=True)
        faults.stop()
        uow.purpose = f"screen pictures allowed: {message.reason}"
    else:
        uow.purpose = "screen pictures no longer allowed"
    return Receipt(id=context.principal.account_id)


@handles(PictureRuleNow)
def picture_rule(uow: UnitOfWork, _message: PictureRuleNow, context: Context) -> PictureRule:
    """Return the rule of the store, with whom to ask."""
    return rule_now(uow, context)


@handles(SetPictureRule)
def set_picture_rule(uow: UnitOfWork, message: SetPictureRule, _context: Context) -> Receipt:
    """Keep the rule of the store; it holds from the next request on."""
    value = _WITH_REASON if message.with_reason else _NOBODY
    kept = uow.first(StoreFact, StoreFact.name == _FACT)
    if kept is None:
        kept = uow.add(StoreFact(name=_FACT, value=value))
    else:
        uow.change(kept, None, value=value)
    uow.purpose = f"screen pictures, for the whole store: {value.decode()}"
    return Receipt(id=kept.id, version=kept.version)


def rule_now(uow: UnitOfWork, context: Context) -> PictureRule:
    """Return the rule that holds: nobody, until information governance says otherwise.

    Shape: the analysis file holds no family and no rule; whoever gives a reason may show its figures.
    """
    if is_analysis(context):
        return PictureRule(with_reason=True)
    kept = uow.first(StoreFact, StoreFact.name == _FACT)
    ask = staff_with(uow, context, Permission.PICTURES_RULE, Scope.STAFF)
    return PictureRule(
        with_reason=kept is not None and kept.value == _WITH_REASON,
        ask=tuple(one.name for one in ask),
    )
