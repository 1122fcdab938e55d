"""The one door: policy, unit of work with guard, handler, audit, receipt.  Nothing goes round it."""

from collections.abc import Collection
from contextlib import ExitStack, suppress
from typing import Any

from earlyhelp.errors import Bug, Conflict, Refused, StorageFault
from earlyhelp.messages.base import Command, Message, Receipt
from earlyhelp.messages.tidy import tidied
from earlyhelp.services.ballast import Ballast
from earlyhelp.services.confirming import require_proof
from earlyhelp.services.context import Context
from earlyhelp.services.handlers import HANDLERS, Handler
from earlyhelp.services.look_purpose import ASKED, NEEDED, require_purpose, settle_purpose
from earlyhelp.services.own_home import note_near
from earlyhelp.services.readiness import require_ready
from earlyhelp.storage.unit_of_work import UnitOfWork


class Dispatcher:
    """Answers messages for one signed-in principal."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def dispatch(self, message: Message) -> Any:
        """Answer a message; what it touched and its audit entry are saved before it returns.

        Raises: Refused (audited in its own transaction), Invalid, Conflict, StorageFault, Locked.
        """
        message = tidied(message)
        context, permission = self.context, type(message).permission
        handler = HANDLERS.get(type(message))
        if handler is None:
            raise Bug("dispatcher.unhandled", name=type(message).__name__)
        context.written.clear()
        context.on_failure.clear()
        context.after_commit.clear()
        try:
            scope = context.policy.require(context.principal, permission)
            require_ready(permission, context)
            require_proof(type(message), context)
            with context.vault.unit(context.principal, permission, scope) as uow:
                uow.purpose = getattr(message, "purpose", "")
                reply = self._handled(handler, uow, message)
                for step in context.before_commit:
                    step(uow)
                uow.commit("done" if isinstance(message, Command) else "viewed")
                changed = frozenset(row.__tablename__ for row in uow.touched)
                families = uow.touched_families()
        except BaseException as error:
            self._take_back_files()
            if isinstance(error, Refused):
                self._note_refusal(message, error)
            self._make_room(error)
            raise
        self._settle(families)
        return _completed(reply, changed)

    def _handled(self, handler: Handler, uow: UnitOfWork, message: Message) -> Any:
        """Run the handler; what it found, or what others saved first, is told with a purpose only."""
        context = self.context
        try:
            reply = handler(uow, message, context)
        except Conflict as conflict:
            if conflict.theirs:
                require_purpose(uow, context.purposes, context.policy)
            raise
        settle_purpose(uow, message, context.purposes, context.policy)
        note_near(uow, message, context)
        return reply

    def _settle(self, families: Collection[int]) -> None:
        """Do all that follows on a saved action, the index first; a step that fails leaves out no other.

        Raises: what failed last, once all is done.
        """
        with ExitStack() as steps:  # runs the last one first
            for step in reversed(self.context.after_commit):
                steps.callback(step)
            steps.callback(self.context.index.refresh, families)

    def _make_room(self, error: BaseException) -> None:
        """Give up the reserve where the disk is full, so that the next try can be saved."""
        full = isinstance(error, StorageFault) and error.key == "store.full"
        if full and Ballast(self.context.folder).release():
            raise StorageFault("store.full_reserve") from error

    def _take_back_files(self) -> None:
        for path in self.context.written:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        while self.context.on_failure:
            self.context.on_failure.pop()()

    def _note_refusal(self, message: Message, error: Refused) -> None:
        context, permission = self.context, type(message).permission
        scope = context.policy.scope_of(context.principal, permission)
        with context.vault.unit(context.principal, permission, scope) as uow:
            uow.note_subject(message)
            uow.purpose = ASKED if error.key == NEEDED else ""
            uow.commit("refused")


def _completed(reply: Any, changed: frozenset[str]) -> Any:
    if isinstance(reply, Receipt):
        return Receipt(
            id=reply.id, version=reply.version, family_id=reply.family_id, changed=changed
        )
    return reply
