"""Walks every object of a PDF, wherever it is packed, and writes it anew without what acts.

Refuses scripts, programs, files inside and streams that unpack without end; takes out links and the
rest of what a reader could be made to do.  Runs in the child only.
"""

import io
import zlib
from typing import Any

from earlyhelp.airlock.refusal import NotAdmitted

_SCRIPT = {"/JS", "/JavaScript"}
_INSIDE = {"/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/RichMediaContent", "/EF", "/XFA"}
_TAKEN_OUT = ("/OpenAction", "/AA", "/A", "/URI", "/AF", "/Collection")
_LAUNCH = {"/Launch"}
_ACTIONS_KEPT = {"/GoTo", "/Named"}
_PACKED = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
_MOST_OBJECTS, _MOST_PAGES, _DEEPEST = 200_000, 2000, 60
_MOST_STREAM, _MOST_ALL = 96 * 1024 * 1024, 400 * 1024 * 1024
_MOST_PIXELS = 100_000_000
_STEP = 1024 * 1024


def clean_pdf(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the PDF written anew and what was taken out.

    Raises: NotAdmitted.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            if not 0 < len(document.pages) <= _MOST_PAGES:
                raise NotAdmitted("too_many_parts" if len(document.pages) else "unreadable")
            taken = _Walk(pikepdf).all(document)
            out = io.BytesIO()
            document.save(out, encryption=False, deterministic_id=True)
    except pikepdf.PasswordError as cause:
        raise NotAdmitted("encrypted") from cause
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError) as cause:
        raise NotAdmitted("unreadable") from cause
    return out.getvalue(), tuple(sorted(taken))


class _Walk:
    """One pass over the objects; `taken` tells what was taken out."""

    def __init__(self, pikepdf: Any) -> None:
        self._pikepdf = pikepdf
        self._taken: set[str] = set()
        self._unpacked = 0

    def all(self, document: Any) -> set[str]:
        if len(document.objects) > _MOST_OBJECTS:
            raise NotAdmitted("too_many_parts")
        for one in document.objects:
            self._look(one)
        self._look(document.trailer)
        return self._taken

    def _look(self, top: Any) -> None:
        """Look at one object and everything written inside it; what it points at comes by itself."""
        waiting = [(top, 0)]
        while waiting:
            one, depth = waiting.pop()
            if depth > _DEEPEST:
                raise NotAdmitted("unreadable")
            if isinstance(one, self._pikepdf.Stream):
                self._measure(one)
            if isinstance(one, self._pikepdf.Dictionary | self._pikepdf.Stream):
                values = [one.get(key) for key in set(one.keys())]
                waiting += [(value, depth + 1) for value in values if _is_own(value)]
                self._judge(one)  # after its values are kept for looking: it takes some of them out
            elif isinstance(one, self._pikepdf.Array):
                waiting += [(item, depth + 1) for item in one if _is_own(item)]

    def _judge(self, one: Any) -> None:
        keys = set(one.keys())
        kinds = {str(one.get(key)) for key in ("/S", "/Type", "/Subtype", "/FT") if key in keys}
        if keys & _SCRIPT or kinds & _SCRIPT:
            raise NotAdmitted("pdf_script")
        if kinds & _LAUNCH or "/Launch" in keys:
            raise NotAdmitted("pdf_launch")
        if keys & _INSIDE or kinds & {"/EmbeddedFile", "/RichMedia", "/FileAttachment", "/Screen"}:
            raise NotAdmitted("pdf_inside")
        for key in _TAKEN_OUT:
            if key in keys and self._acts(key, one.get(key)):
                del one[key]
                self._taken.add("links")

    def _acts(self, key: str, value: Any) -> bool:
        """Tell whether an entry could do more than turn to another page of the same paper."""
        if key not in {"/A", "/OpenAction"}:
            return True
        if not isinstance(value, self._pikepdf.Dictionary) or "/S" not in set(value.keys()):
            return False  # a place in the paper, or the look of a part of it
        return str(value.get("/S")) not in _ACTIONS_KEPT

    def _measure(self, stream: Any) -> None:
        """Unpack a stream piece by piece, keeping nothing, so that none is larger than can be shown."""
        wide, high = _size(stream, "/Width"), _size(stream, "/Height")
        if wide * high > _MOST_PIXELS:
            raise NotAdmitted("unpacks_too_large")
        filters = _filters(stream)
        packed = [one for one in filters if one in _PACKED]
        if len(packed) > 1:
            raise NotAdmitted("unpacks_too_large")
        if not packed:
            return
        if filters in (["/FlateDecode"], ["/Fl"]):
            self._count(zlib_size(bytes(stream.read_raw_bytes())))
        else:
            try:
                self._count(len(stream.read_bytes()))
            except self._pikepdf.PdfError as cause:
                # Behind a picture's own packing pikepdf does not look; nothing else may hide there.
                if str(stream.get("/Subtype")) != "/Image":
                    raise NotAdmitted("unreadable") from cause

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > _MOST_ALL:
            raise NotAdmitted("unpacks_too_large")


def zlib_size(packed: bytes) -> int:
    """Return how large a packed stream really is; damage ends it, as it does for a reader.

    Raises: NotAdmitted once it is larger than any page needs.
    """
    inflater, size = zlib.decompressobj(), 0
    while packed and not inflater.eof:
        try:
            size += len(inflater.decompress(packed, _STEP))
        except zlib.error:
            return size
        packed = inflater.unconsumed_tail
        if size > _MOST_STREAM:
            raise NotAdmitted("unpacks_too_large")
    return size


def _is_own(value: Any) -> bool:
    """Tell whether a value is written inside its owner; what is only pointed at is looked at by itself."""
    return not getattr(value, "is_indirect", False)


def _filters(stream: Any) -> list[str]:
    names = stream.get("/Filter")
    if names is None:
        return []
    try:
        return [str(one) for one in names] if not str(names).startswith("/") else [str(names)]
    except TypeError as cause:
        raise NotAdmitted("unreadable") from cause


def _size(stream: Any, key: str) -> int:
    value = stream.get(key, 0)
    return int(value) if isinstance(value, int) and value > 0 else 0
