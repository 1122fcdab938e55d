"""The lock hears keys at the window itself, and nothing after nobody is signed in."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.session import IdleLock


def test_a_key_puts_the_lock_off(qapp: QApplication, qtbot) -> None:
    box = QLineEdit()
    qtbot.addWidget(box)
    box.show()
    lock, heard = IdleLock(qapp, 600), []
    lock.locked.connect(lambda: heard.append("locked"))
    lock.begin()
    for _ in range(4):
        QTest.qWait(250)
        QTest.keyClick(box.windowHandle(), Qt.Key.Key_A)
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["locked"], timeout=3000)
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
