"""The command line: everything that can be done without a window.

Refuses to show a traceback: one sentence says what is wrong, the exit code says which kind.
"""

from earlyhelp.cli.main import run

__all__ = ["run"]
