"""The window may know the sheets without loading the PDF library."""

import subprocess
import sys


def test_sheets_are_light() -> None:
    code = "import sys, earlyhelp.reports.sheets; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
