"""Keeps Python 3.11 alive under PySide6 6.12, which gives back None and True too often.

Does nothing from Python 3.12 on, where what there is one of cannot be given up.
"""

import ctypes
import sys

_ONLY_ONES = (None, True, False, NotImplemented, ...)
_PLENTY = 1 << 48


def hold_singletons() -> None:
    """Hold what Python has one of so often that it is never freed; call before the first widget.

    Source: PySide6 6.12.0 counts on them never dying.  Under 3.11 every void call of it lowers
    sys.getrefcount(None) by one and every Signal.emit that of True; the interpreter ends with
    "none_dealloc" or "bool_dealloc" after some thousand.  Strings, numbers and objects lose none.
    """
    if sys.version_info >= (3, 12):
        return
    for one in _ONLY_ONES:
        held = ctypes.c_ssize_t.from_address(id(one))
        if held.value < _PLENTY:
            held.value += _PLENTY * 2
