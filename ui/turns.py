"""Does long work in steps, one for every round of the event loop: no key waits for all of it.

Refuses to rest: a step follows as soon as the loop has looked for keys, and what was painted is painted.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

_OVER = object()


class Turns(QObject):
    """Work given last takes the place of what is not done.

    One shot for every step: a timer that repeats may come round twice before others that are due.
    Shape: `ended` when the last step was done, or one failed; not for work that was stopped or replaced.
    """

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        """Tell whether there are steps left."""
        return self._work is not None

    def do(self, work: Iterator[None]) -> None:
        """Begin in the next round; each `yield` lets the event loop come round."""
        self._work = work
        self._timer.start(0)

    def stop(self) -> None:
        """Do no more of it."""
        self._work = None
        self._timer.stop()

    def _step(self) -> None:
        work = self._work
        if work is None:
            return
        over = True  # also where a step fails: the rest would stand on what is not there
        try:
            over = next(work, _OVER) is _OVER
        finally:
            if self._work is not work:
                pass  # the step itself gave something else to do
            elif over:
                self.stop()
                self.ended.emit()
            else:
                self._timer.start(0)
