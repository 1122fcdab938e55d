"""`python -m earlyhelp.startup FOLDER`: the findings as JSON, for the window.  Opens no store."""

import sys
from pathlib import Path

import msgspec

from earlyhelp.clock import SystemClock
from earlyhelp.startup.checks import look


def main(arguments: list[str]) -> int:
    """Write the findings about one folder to standard output."""
    sys.stdout.buffer.write(msgspec.json.encode(look(Path(arguments[0]), SystemClock().now())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
