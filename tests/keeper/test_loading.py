"""What the keeper loads before anybody signs in: every lock waits for it once."""

import subprocess
import sys

SCRIPT = """
import sys
import earlyhelp.keeper
from earlyhelp.clock import SystemClock
from earlyhelp.services.upkeep import warm
warm(SystemClock())
print(*sorted({"reportlab", "pikepdf", "openpyxl", "PySide6"} & set(sys.modules)))
"""


def test_it_loads_no_library_of_papers_workbooks_or_windows() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
