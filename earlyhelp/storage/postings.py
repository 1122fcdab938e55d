"""Which rows hold which trigram: sorted arrays, searched in microseconds.  Knows bytes, not people."""

import numpy as np
from numpy.typing import NDArray

_Ints = NDArray[np.int32]


class Postings:
    """Trigrams of many short texts; new texts wait unsorted until `settle`."""

    def __init__(self) -> None:
        self._codes: _Ints = np.empty(0, np.int32)
        self._rows: _Ints = np.empty(0, np.int32)
        self._waiting: list[tuple[_Ints, _Ints]] = []
        self._size = 0

    def add(self, first_row: int, texts: list[str]) -> None:
        """Add texts; the first becomes row `first_row`, the next the one after."""
        if texts:
            self._waiting.append(_trigrams(first_row, texts))
            self._size = first_row + len(texts)

    def settle(self) -> None:
        """Sort what waits into the main arrays."""
        codes = np.concatenate([self._codes, *(c for c, _ in self._waiting)])
        rows = np.concatenate([self._rows, *(r for _, r in self._waiting)])
        order = np.argsort(codes, kind="stable")
        self._codes, self._rows, self._waiting = codes[order], rows[order], []

    def best(self, text: str, limit: int) -> list[int]:
        """Return the rows that share most trigrams with a text, best first."""
        if len(self._waiting) > 64:
            self.settle()
        wanted = np.unique(_trigrams(0, [text])[0])
        if not wanted.size or not self._size:
            return []
        shared = self._shared(wanted)
        enough = max(1, int(wanted.size * 0.3))
        rows = np.flatnonzero(shared >= enough)
        if rows.size > limit:
            rows = rows[np.argpartition(shared[rows], -limit)[-limit:]]
        ordered = rows[np.argsort(-shared[rows], kind="stable")]
        return [int(row) for row in ordered]

    def _shared(self, wanted: _Ints) -> NDArray[np.intp]:
        low = np.searchsorted(self._codes, wanted, "left")
        high = np.searchsorted(self._codes, wanted, "right")
        parts = [self._rows[a:b] for a, b in zip(low, high, strict=True)]
        parts += [rows[np.isin(codes, wanted)] for codes, rows in self._waiting]
        return np.bincount(np.concatenate(parts), minlength=self._size)


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
