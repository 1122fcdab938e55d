"""Two habits of the Qt binding that this program does not live with, put right before the first widget."""

import ctypes
import sys

_ONLY_ONES = (None, True, False, NotImplemented, ...)
_PLENTY = 1 << 48


def settle_binding() -> None:
    """Hold what must never die and read no source; call before the modules of the window are imported."""
    _hold_singletons()
    _read_no_source()


def _hold_singletons() -> None:
    """Hold what Python has one of so often that it is never freed.

    Source: PySide6 6.12.0 counts on them never dying, as from Python 3.12 on.  Under 3.11 every void
    call of it lowers sys.getrefcount(None) by one and every Signal.emit that of True; the interpreter
    ends with "none_dealloc" or "bool_dealloc" after some thousand.  Strings and objects lose none.
    """
    if sys.version_info >= (3, 12):
        return
    for one in _ONLY_ONES:
        held = ctypes.c_ssize_t.from_address(id(one))
        if held.value < _PLENTY:
            held.value += _PLENTY * 2


def _read_no_source() -> None:
    """Answer for the binding that no module uses its other spellings (snake_case, true properties).

    Source: PySide6 6.12.0 reads and keeps the source of every module imported after it to find that
    out: a fifth of the time of all imports and 3 MB, measured with 394 modules.
    """
    import PySide6.QtCore  # noqa: F401 - what it brings along can be imported then
    from shibokensupport import feature

    feature._mod_uses_pyside = lambda _module: False  # noqa: SLF001 - there is no public way
