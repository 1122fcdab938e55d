"""The one room for platform code: locks, private files, durable replacing, folders.

Refuses to know anything about records, keys or screens; callers never ask `sys.platform` themselves.
"""

import sys

from earlyhelp.platform.files import (
    FileLock,
    append_durably,
    disk_fault,
    exclusive_lock,
    free_bytes,
    is_writable_folder,
    name_folder_durably,
    reserve,
    write_durably,
)
from earlyhelp.platform.folders import checkpoint_dir, data_dir, device_name, log_dir, sheets_dir
from earlyhelp.platform.places import login_name, place_fault
from earlyhelp.platform.scanner import Verdict, clamd_socket, engine, scan

if sys.platform == "win32":
    from earlyhelp.platform.windows import (
        is_private,
        is_removable,
        make_private,
        no_core_dumps,
        open_sockets,
        replace_durably,
    )
else:
    from earlyhelp.platform.posix import (
        is_private,
        is_removable,
        make_private,
        no_core_dumps,
        open_sockets,
        replace_durably,
    )

__all__ = [
    "FileLock",
    "Verdict",
    "append_durably",
    "checkpoint_dir",
    "clamd_socket",
    "data_dir",
    "device_name",
    "disk_fault",
    "engine",
    "exclusive_lock",
    "free_bytes",
    "is_private",
    "is_removable",
    "is_writable_folder",
    "log_dir",
    "login_name",
    "make_private",
    "name_folder_durably",
    "no_core_dumps",
    "open_sockets",
    "place_fault",
    "replace_durably",
    "reserve",
    "scan",
    "sheets_dir",
    "write_durably",
]
