"""How far long work in another thread is, and the wish that it should stop.  Does no work itself."""

from earlyhelp.errors import Refused

STOPPED = "work.stopped"


class Progress:
    """Written by the thread that works, read by the keeper's own; `stop` goes the other way.

    Shape: `stage` is a wording key's last word; `total` is 0 while nobody can say how much there is.
    """

    def __init__(self) -> None:
        self.stage, self.done, self.total = "", 0, 0
        self._wanted = True

    def begin(self, stage: str, total: int = 0) -> None:
        """Begin a stage.

        Raises: Refused("work.stopped") once it should stop, as `at` does.
        """
        self.stage, self.done, self.total = stage, 0, total
        self.at(0)

    def at(self, done: int) -> None:
        """Say how far the stage is."""
        self.done = done
        if not self._wanted:
            raise Refused(STOPPED)

    def more(self, done: int) -> None:
        """Say how much further the stage is."""
        self.at(self.done + done)

    def stop(self) -> None:
        """Ask the work to stop where it next says how far it is."""
        self._wanted = False

    @property
    def is_stopping(self) -> bool:
        """Tell whether somebody asked it to stop."""
        return not self._wanted
