"""The main pages in a small window, at twice the text size, dark, and in high contrast."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.tour.hands import Hands
from ui.tour.pictures import Album
from ui.wording import say

_PAGES = ("my_work", "front_door", "families")
_LOOKS: tuple[tuple[str, theme.Scheme, float, tuple[int, int]], ...] = (
    ("small", "light", 1.0, (1100, 700)),
    ("text-200", "light", 2.0, (1440, 900)),
    ("dark", "dark", 1.0, (1440, 900)),
    ("high-contrast", "high_contrast", 1.0, (1440, 900)),
)


def show_looks(app: QApplication, hands: Hands, album: Album) -> None:
    """Take the pages in every look, then dress the window as it was."""
    hands.begin(say("tour.step.looks"))
    for look, scheme, scale, size in _LOOKS:
        dress(app, hands, scheme, scale, size)
        for page in _PAGES:
            hands.open_page(page)
            album.take_as(f"looks-{look}-{page.replace('_', '-')}")
        hands.open_row(say("families.all"), "")
        album.take_as(f"looks-{look}-family")
        hands.open_page("front_door")
        hands.press(say("my_work.request"))
        album.take_as(f"looks-{look}-request")
    dress(app, hands, "light", 1.0, (1440, 900))


def dress(
    app: QApplication, hands: Hands, scheme: theme.Scheme, scale: float, size: tuple[int, int]
) -> None:
    """Change colours, text size and window size, and wait until the page has followed."""
    theme.apply(app, scheme, scale)
    hands.window.shell.resize(*size)
    QTest.qWait(150)
    hands.settle()
