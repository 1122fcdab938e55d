"""The entry point: routes the command line, or starts the window.  Imports Qt only for the window."""

import sys
from argparse import Namespace

_BUG = 1
_WRONG_USE = 2


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
    from ui.options import chosen, opens_window

    if not opens_window(words):
        from earlyhelp.cli import run

        return run(words)
    try:
        options = chosen(words)
    except ValueError as fault:
        from earlyhelp.wording import say

        sys.stderr.write(say("cli.usage", what=str(fault)) + "\n")
        return _WRONG_USE
    return _window(options)


def _window(options: Namespace) -> int:
    from ui.binding import settle_binding

    settle_binding()  # before the modules below: it spares the reading of their sources
    from PySide6.QtWidgets import QApplication

    from earlyhelp.platform import data_dir, no_core_dumps
    from ui import theme
    from ui.opening import Opening

    no_core_dumps()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Early Help")
    theme.apply(app)
    folder = options.store or data_dir()
    demo = options.demo
    opening = Opening(
        app, folder / "demo" if demo else folder, demo=demo, read_only=options.read_only
    )
    opening.begin()
    return app.exec()
