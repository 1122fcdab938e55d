"""Asks Windows' scanner (AMSI) about bytes in memory.  Holds nothing on other systems.

Not yet run on a Windows machine by us: type-checked (`mypy --platform win32`) only.
"""

import sys

if sys.platform == "win32":
    import ctypes

    _APP = "earlyhelp"

    def windows() -> str:
        """Return which Windows this is, as the scanner comes with it."""
        version = sys.getwindowsversion()
        return f"AMSI, Windows {version.major}.{version.minor}.{version.build}"

    def scan_result(data: bytes) -> int | None:
        """Open a session, have the buffer scanned, close it; None where AMSI is not there or fails."""
        try:
            amsi = ctypes.WinDLL("amsi")
        except OSError:
            return None
        context, session = ctypes.c_void_p(), ctypes.c_void_p()
        if amsi.AmsiInitialize(ctypes.c_wchar_p(_APP), ctypes.byref(context)):
            return None
        try:
            if amsi.AmsiOpenSession(context, ctypes.byref(session)):
                return None
            result = ctypes.c_int()
            failed = amsi.AmsiScanBuffer(
                context,
                data,
                ctypes.c_ulong(len(data)),
                ctypes.c_wchar_p(_APP),
                session,
                ctypes.byref(result),
            )
            amsi.AmsiCloseSession(context, session)
            return None if failed else int(result.value)
        finally:
            amsi.AmsiUninitialize(context)
