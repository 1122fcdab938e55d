"""Short pieces of background work between messages: the search index, the check of the audit."""

from earlyhelp.services.context import Context


class Upkeep:
    """What waits to be done in one session, a step at a time (each under 50 ms)."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def step(self) -> bool:
        """Do one step; return whether more waits."""
        return not self._context.index.step()
