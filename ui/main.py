"""The entry point: routes the command line, or starts the window.  Imports Qt only for the window."""

import sys
from pathlib import Path

_BUG = 1
_WINDOW_OPTIONS = {"--demo", "--store", "--read-only"}


def main(arguments: list[str] | None = None) -> int:
    """Run a command, the guided tour, or the window; return the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        return _run(words)
    except Exception as error:  # noqa: BLE001 - one sentence and the place, never the text
        from earlyhelp.wording import say

        sys.stderr.write(say("cli.bug", place=type(error).__name__) + "\n")
        return _BUG


def _run(words: list[str]) -> int:
    if words and words[0] == "--keeper":
        from earlyhelp.keeper import main as keep

        return keep()
    if words and words[0] == "tour":
        from ui.tour import run_tour

        return run_tour(words[1:])
    if words and words[0] not in _WINDOW_OPTIONS:
        from earlyhelp.cli import run

        return run(words)
    return _window(words)


def _window(words: list[str]) -> int:
    from PySide6.QtWidgets import QApplication

    from earlyhelp.platform import data_dir, no_core_dumps
    from ui import theme
    from ui.none_guard import hold_none
    from ui.opening import Opening

    no_core_dumps()
    hold_none()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Early Help")
    theme.apply(app)
    demo = "--demo" in words
    where = words.index("--store") + 1 if "--store" in words else len(words)
    folder = Path(words[where]) if where < len(words) else data_dir()
    opening = Opening(
        app, folder / "demo" if demo else folder, demo=demo, read_only="--read-only" in words
    )
    opening.begin()
    return app.exec()
