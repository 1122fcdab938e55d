"""Which rows hold which trigram: sorted pieces, searched in microseconds.  Knows bytes, not people."""

import numpy as np
from numpy.typing import NDArray

_Ints = NDArray[np.int32]
_Packed = NDArray[np.int64]
_Flags = NDArray[np.bool_]
_MOST_SMALL = 8
_BIG = 100_000  # trigrams of a piece that is joined no more
_ROW = 0xFFFFFFFF
_ENOUGH = 0.3  # of the trigrams asked for


class Postings:
    """Trigrams of many short texts.

    Shape: every `add` sorts only what it adds; a few small pieces are joined now and then and big
           ones never, so that no step waits for the whole.
    """

    def __init__(self) -> None:
        #: sorted numbers: the trigram in the upper half, its row in the lower
        self._pieces: list[_Packed] = []
        self._size = 0

    def add(self, first_row: int, texts: list[str]) -> None:
        """Add texts; the first becomes row `first_row`, the next the one after."""
        if not texts:
            return
        self._size = first_row + len(texts)
        self._pieces.append(np.unique(_packed(*_trigrams(first_row, texts))))
        self._join_small()

    def best(self, text: str, limit: int, allowed: _Flags | None = None) -> list[int]:
        """Return the allowed rows that share most trigrams with a text, best first."""
        wanted = np.unique(_trigrams(0, [text])[0])
        if not wanted.size or not self._size:
            return []
        shared = self._shared(wanted)
        if allowed is not None:
            shared[~allowed] = 0
        enough = max(1, int(wanted.size * _ENOUGH))
        rows = np.flatnonzero(shared >= enough)
        if rows.size > limit:
            rows = rows[np.argpartition(shared[rows], -limit)[-limit:]]
        ordered = rows[np.argsort(-shared[rows], kind="stable")]
        return [int(row) for row in ordered]

    def _shared(self, wanted: _Ints) -> NDArray[np.intp]:
        parts = [np.empty(0, np.int64)]
        low, high = wanted.astype(np.int64) << 32, wanted.astype(np.int64) + 1 << 32
        for piece in self._pieces:
            ends = zip(np.searchsorted(piece, low), np.searchsorted(piece, high), strict=True)
            parts += [piece[a:b] & _ROW for a, b in ends if b > a]
        return np.bincount(np.concatenate(parts), minlength=self._size)

    def _join_small(self) -> None:
        small = [piece for piece in self._pieces if piece.size < _BIG]
        if len(small) >= _MOST_SMALL:
            big = [piece for piece in self._pieces if piece.size >= _BIG]
            # the stable sort merges what is sorted already; no row is in two pieces
            self._pieces = [*big, np.sort(np.concatenate(small), kind="stable")]


def _packed(codes: _Ints, rows: _Ints) -> _Packed:
    return codes.astype(np.int64) << 32 | rows


def _trigrams(first_row: int, texts: list[str]) -> tuple[_Ints, _Ints]:
    encoded = [text.encode() + b"\x00" for text in texts]
    lengths = np.fromiter((len(text) for text in encoded), np.int32, len(encoded))
    data = np.frombuffer(b"".join(encoded), np.uint8).astype(np.int32)
    owners = np.repeat(np.arange(first_row, first_row + len(texts), dtype=np.int32), lengths)
    if data.size < 3:
        return np.empty(0, np.int32), np.empty(0, np.int32)
    codes = data[:-2] << 16 | data[1:-1] << 8 | data[2:]
    # a trigram over the end of a text belongs to nobody; nor does one over a word's or sound's mark
    inside = (data[:-2] != 0) & (data[1:-1] > 2) & (data[2:] > 2)
    return codes[inside], owners[:-2][inside]
