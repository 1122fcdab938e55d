"""Before anything else: no window on a screen, and no file outside the tests' own folders."""

import os
import tempfile

os.environ["QT_QPA_PLATFORM"] = "offscreen"
_SCRATCH = tempfile.TemporaryDirectory(prefix="earlyhelp-tests-")
for _name in (
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "LOCALAPPDATA",
    "XDG_DOCUMENTS_DIR",
):
    os.environ[_name] = _SCRATCH.name
