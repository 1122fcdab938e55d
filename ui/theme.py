"""Turns the style tokens into the look of the program: colours, text size, focus ring.

Refuses a stylesheet anywhere else: widgets carry object names and properties, never colours.
"""

from string import Template
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from earlyhelp.errors import Bug
from earlyhelp.settings import load, resource
from ui.focus_ring import FocusRing

Scheme = Literal["system", "light", "dark", "high_contrast"]
_BODY_PT, _TITLE_PT, _HEADING_PT, _FIGURE_PT, _SMALL_PT = 10.0, 16.0, 11.0, 19.0, 9.0


class Pairs(Struct, frozen=True):
    """Which colours meet: `text` on its ground, `mark` (border, chart mark) on its ground."""

    text: tuple[tuple[str, str], ...]
    mark: tuple[tuple[str, str], ...]


class Tokens(Struct, frozen=True):
    """What tokens.toml holds."""

    scheme: dict[str, dict[str, str]]
    pairs: Pairs


class _Look:
    """What is worn now; one per process, as there is one QApplication."""

    def __init__(self) -> None:
        self.tokens = load("style/tokens.toml", Tokens)
        self.wanted: Scheme = "system"
        self.shown = "light"
        self.text_scale = 1.0
        self.worn: tuple[str, float] | None = None
        self.ring: FocusRing | None = None


_look = _Look()


def apply(app: QApplication, scheme: Scheme = "system", text_scale: float = 1.0) -> None:
    """Dress the program; "system" follows the scheme and contrast of the computer from now on.

    Unit: `text_scale` 1.0 to 2.0.
    """
    _look.wanted = scheme
    _look.text_scale = min(max(text_scale, 1.0), 2.0)
    if _look.ring is None:
        app.setStyle(QStyleFactory.create("Fusion"))
        _ensure_glyphs(app)
        _look.ring = FocusRing(app, colour)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: _follow(app))
        hints.accessibility().contrastPreferenceChanged.connect(lambda _wish: _follow(app))
    _dress(app)


def colour(token: str) -> QColor:
    """Return the colour a token has in the scheme shown now.

    Raises: Bug if there is no such token.
    """
    return QColor(_hex(_look.shown, token))


def tokens() -> Tokens:
    """Return the style tokens of all schemes."""
    return _look.tokens


def scheme_shown() -> str:
    """Return which scheme is worn now: light, dark or high_contrast."""
    return _look.shown


def text_scale() -> float:
    """Return the text scale worn now."""
    return _look.text_scale


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours given as #rrggbb.

    Source: WCAG 2.2, relative luminance.
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def restyle(widget: QWidget) -> None:
    """Let the stylesheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _follow(app: QApplication) -> None:
    if _look.wanted == "system":
        _dress(app)


def _dress(app: QApplication) -> None:
    _look.shown = _scheme_of(app) if _look.wanted == "system" else _look.wanted
    worn = _look.shown, _look.text_scale
    if worn == _look.worn:  # every open page would be laid out again for nothing
        return
    _look.worn = worn
    font = QFont(app.font())
    font.setPointSizeF(_BODY_PT * _look.text_scale)
    app.setFont(font)
    app.setPalette(_palette())
    app.setStyleSheet(_stylesheet())


def _scheme_of(app: QApplication) -> str:
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high_contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _stylesheet() -> str:
    scale = _look.text_scale
    sizes = {
        "body": _BODY_PT * scale,
        "title": _TITLE_PT * scale,
        "heading": _HEADING_PT * scale,
        "figure": _FIGURE_PT * scale,
        "small": _SMALL_PT * scale,
        "tick": round(16 * scale),
        "tick_row": round(16 * scale) + 4,
        "tick_round": round(16 * scale) // 2 + 2,
        "small_tick": round(12 * scale),
        "tick_mark": resource(f"style/{_tick_of(_look.shown)}").as_posix(),
        "arrow_down": resource("style/arrow_down.svg").as_posix(),
        "badge": round(7 * scale),
    }
    template = Template(resource("style/base.qss").read_text(encoding="utf-8"))
    return template.substitute(_look.tokens.scheme[_look.shown], **sizes)


def _tick_of(scheme: str) -> str:
    return "tick_light.svg" if scheme == "light" else "tick_dark.svg"


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    worn = {
        role.Window: "canvas",
        role.WindowText: "ink",
        role.Base: "surface",
        role.AlternateBase: "canvas",
        role.Text: "ink",
        role.Button: "surface",
        role.ButtonText: "ink",
        role.ToolTipBase: "surface",
        role.ToolTipText: "ink",
        role.PlaceholderText: "muted",
        role.Link: "link",
        role.LinkVisited: "link",
        role.Highlight: "accent",
        role.HighlightedText: "accent_ink",
        role.Accent: "accent",
    }
    for place, token in worn.items():
        palette.setColor(place, colour(token))
    return palette


def _ensure_glyphs(app: QApplication) -> None:
    if QFontMetricsF(app.font()).inFont("a") and QFontDatabase.families():
        return
    folder = resource("fonts")
    for path in sorted(folder.glob("DejaVuSans*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        for family in QFontDatabase.applicationFontFamilies(number)[:1]:
            app.setFont(QFont(family))


def ensure_east_asian() -> None:
    """Lend the program a font for Chinese, Japanese and Korean names where the machine has none."""
    systems = QFontDatabase.WritingSystem
    if not QFontDatabase.families(systems.SimplifiedChinese):
        QFontDatabase.addApplicationFont(str(resource("fonts/wqy-microhei.ttc")))


def _hex(scheme: str, token: str) -> str:
    try:
        return _look.tokens.scheme[scheme][token]
    except KeyError:
        raise Bug("theme.token.unknown", token=token) from None


def _luminance(value: str) -> float:
    def linear(pair: str) -> float:
        part = int(pair, 16) / 255
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value[start : start + 2]) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
