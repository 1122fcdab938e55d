"""Run in a process of its own: the first paint of a window, or a tour of the real one that times it.

`python -m tests.benchmarks.window bare|up|tour ...`; prints one JSON line.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

_TICK_MS = 5
_QUIET_TICKS = 12


class FirstPaint(QObject):
    """Says so at the first paint of anything, and ends the program."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QApplication.instance().removeEventFilter(self)
            sys.stdout.write("painted\n")
            sys.stdout.flush()
            QTimer.singleShot(0, QApplication.quit)
        return False


class Stalls:
    """How long the window's thread did not come back to its loop, by what was being done.

    Unit: milliseconds by the clock on the wall, and of those the thread's own work.
    """

    def __init__(self) -> None:
        self.worst: dict[str, tuple[float, float]] = {}
        self.doing = "start"
        self._last = time.perf_counter(), time.thread_time()

    def tick(self) -> float:
        """Return how long it is since the last one."""
        now = time.perf_counter(), time.thread_time()
        gap, work = ((new - old) * 1000 for new, old in zip(now, self._last, strict=True))
        before = self.worst.get(self.doing, (0.0, 0.0))
        self.worst[self.doing] = max(before[0], gap - _TICK_MS), max(before[1], work)
        self._last = now
        return gap


class Tour(QObject):
    """Drives the window from sign-in to an assessment; each step begins when the last is quiet."""

    def __init__(self, window, steps: Iterator[tuple[str, Callable[[], object]]]) -> None:
        super().__init__()
        self._window, self._steps, self.stalls = window, steps, Stalls()
        self._quiet = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        took = self.stalls.tick()
        still = self._window.at_rest and took < 2 * _TICK_MS
        self._quiet = self._quiet + 1 if still else 0
        if self._quiet < _QUIET_TICKS:
            return
        self._quiet = 0
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            self._report()
            return
        self.stalls.doing, act = step
        if self.stalls.doing == "lock":
            self._measure()
        act()

    def _measure(self) -> None:
        self._memory = {
            "window": _resident_mb("self"),
            "keeper": _resident_mb(self._window.link.process_id),
        }
        self._signed_in = self._window.desk is not None

    def _report(self) -> None:
        found = {"stalls": self.stalls.worst, "memory": self._memory, "signed_in": self._signed_in}
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
        QApplication.quit()


def _resident_mb(process: int | str) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _bare() -> int:
    app = QApplication(sys.argv[:1])
    paint = FirstPaint()
    app.installEventFilter(paint)
    window = QMainWindow()
    window.setCentralWidget(QLabel("bare"))
    window.resize(1280, 800)
    window.show()
    return app.exec()


def _up(folder: str) -> int:
    """As `ui.main` does it, with an eye on the first paint."""
    from ui import main

    shown = QApplication.exec
    paint = FirstPaint()

    def watched() -> int:
        QApplication.instance().installEventFilter(paint)
        return shown()

    QApplication.exec = staticmethod(watched)
    return main.main(["--store", folder])


def _tour(folder: str, login: str, phrase: str, family_id: str, assessment_id: str) -> int:
    from ui.binding import settle_binding

    settle_binding()
    from ui import theme
    from ui.opening import demo_accounts
    from ui.views.sign_in import SignInView
    from ui.wiring.window import Window

    app = QApplication(sys.argv[:1])
    theme.apply(app)
    window = Window(app, Path(folder), demo_accounts(Path(folder)))
    window.show()
    view = window.shell.findChild(SignInView)
    steps: list[tuple[str, Callable[[], object]]] = [
        ("sign in, My work", lambda: view.sign_in_pressed.emit(login, phrase, "")),
        ("families", lambda: window.go("families")),
        ("family", lambda: window.go("family", family_id=int(family_id))),
        ("assessment", lambda: window.go("assessment", assessment_id=int(assessment_id))),
        ("family again", lambda: window.go("family", family_id=int(family_id))),
        ("My work again", lambda: window.go("my_work")),
        ("a new request", lambda: window.go("request")),
        ("lock", window.lock),
    ]
    tour = Tour(window, iter(steps))
    code = app.exec()
    return code if tour is not None else 1


if __name__ == "__main__":
    sys.exit({"bare": _bare, "up": _up, "tour": _tour}[sys.argv[1]](*sys.argv[2:]))
