"""Keeps Python 3.11 alive under PySide6 6.12, whose calls each give back one None too many.

Does nothing from Python 3.12 on, where None cannot be given up.
"""

import ctypes
import sys

_PLENTY = 1 << 48


def hold_none() -> None:
    """Hold None so often that it is never freed; call once, before the first widget.

    Source: every void call of PySide6 6.12.0 lowers sys.getrefcount(None) by one under 3.11, and
    the interpreter ends with "none_dealloc" after some thousand of them.
    """
    if sys.version_info >= (3, 12):
        return
    held = ctypes.c_ssize_t.from_address(id(None))
    if held.value < _PLENTY:
        held.value += _PLENTY * 2
