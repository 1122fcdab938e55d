"""The lock hears keys at the window itself, and nothing after nobody is signed in."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.session import IdleLock


def test_a_key_puts_the_lock_off(qapp: QApplication, qtbot) -> None:
    box = QLineEdit()
    qtbot.addWidget(box)
    box.show()
    lock = IdleLock(qapp, 60_000)
    lock._idle.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one is rounded to seconds
    lock.begin()
    QTest.qWait(300)
    left = lock._idle.remainingTime()
    assert left < 60_000 - 200
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_A)
    assert lock._idle.remainingTime() > left
    lock.end()


def test_without_a_key_it_locks(qapp: QApplication, qtbot) -> None:
    lock = IdleLock(qapp, 50)
    with qtbot.waitSignal(lock.locked):
        lock.begin()
    lock.end()


def test_after_the_end_no_key_starts_the_wait(qapp: QApplication, qtbot) -> None:
    box = QLineEdit()
    qtbot.addWidget(box)
    box.show()
    lock, heard = IdleLock(qapp, 50), []
    lock.locked.connect(lambda: heard.append("locked"))
    lock.begin()
    lock.end()
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_A)
    QTest.qWait(150)
    assert heard == []
