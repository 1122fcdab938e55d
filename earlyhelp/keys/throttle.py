"""Slow down guessing at the keyboard: growing waits per account and device, across restarts.

Refuses to be reset by deleting its file or setting the clock back; never locks anybody out for good.
"""

import hmac
import math
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from earlyhelp.clock import Clock
from earlyhelp.keys import wraps
from earlyhelp.platform import write_durably

_FREE_FAILURES = 5
_LONGEST_WAIT = 300.0
_WINDOW, _MOST_IN_WINDOW = 300.0, 10  # Cyber Essentials: no more than 10 guesses in 5 minutes
_MOST_ACCOUNTS = 500  # at one guess per 0.7 s, filling this takes longer than the window
_MOST_BYTES = 1024 * 1024


class _Tries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    failures: int
    times: tuple[float, ...]


class _State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    salt: bytes
    seen: float
    held_until: float = 0.0
    tries: dict[str, _Tries] = {}
    mac: bytes = b""


class Throttle:
    """The waits of one store on one device.

    Shape: a call of `before` asks for one account; after the try comes `failed` or `succeeded`.
    One object per file at a time: what another one writes looks like tampering.  Putting back an
    older copy of the file while the program is not running is not noticed.
    """

    def __init__(
        self,
        path: Path,
        vault: str,
        clock: Clock,
        share: bytes = b"",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._key = wraps.derive(vault.encode(), b"earlyhelp/1/throttle", salt=share)
        self._clock = clock
        self._monotonic = monotonic
        self._started = monotonic()
        self._base = 0.0
        self._state = self._read()
        self._base = self._state.seen

    def begin(self) -> None:
        """Write the first state when a store is made; a store that has none makes everybody wait.

        Raises: StorageFault if it cannot be written, as do the other methods.
        """
        self._write(_State(secrets.token_bytes(16), self._now()))

    def before(self, account: str) -> int:
        """Return how long this account must wait before its next try; 0 means go.

        Unit: whole seconds, rounded up.
        """
        state = self._current()
        now = self._now()
        self._write(replace(state, seen=now))
        known = state.tries.get(self._name(account), _Tries(0, ()))
        ready = max(state.held_until, _ready_at(known))
        return max(0, math.ceil(ready - now))

    def failed(self, account: str) -> None:
        """Count a try that did not open the store."""
        state = self._current()
        name = self._name(account)
        known = state.tries.get(name, _Tries(0, ()))
        times = (*known.times, self._now())[-_MOST_IN_WINDOW:]
        others = [entry for entry in state.tries.items() if entry[0] != name]
        others.sort(key=lambda entry: entry[1].times[-1])
        newest = dict(others[-(_MOST_ACCOUNTS - 1) :])
        newest[name] = _Tries(known.failures + 1, times)
        self._write(replace(state, seen=self._now(), tries=newest))

    def succeeded(self, account: str) -> int:
        """Forget the failures of this account; return how many there were, for the audit trail."""
        state = self._current()
        name = self._name(account)
        others = {key: value for key, value in state.tries.items() if key != name}
        self._write(replace(state, seen=self._now(), tries=others))
        return state.tries.get(name, _Tries(0, ())).failures

    def _now(self) -> float:
        elapsed = self._monotonic() - self._started
        return max(self._clock.now().timestamp(), self._base + elapsed)

    def _name(self, account: str) -> str:
        return hmac.digest(
            self._key, self._state.salt + account.encode("utf-8", "surrogatepass"), "sha256"
        ).hex()

    def _current(self) -> _State:
        """Return the state, unless somebody else wrote, swapped or deleted its file meanwhile."""
        if self._state.mac and self._read().mac != self._state.mac:
            self._state = self._suspicious()
        return self._state

    def _read(self) -> _State:
        try:
            with self._path.open("rb") as stream:
                state = msgspec.json.decode(stream.read(_MOST_BYTES), type=_State)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return self._suspicious()
        return state if hmac.compare_digest(state.mac, self._mac(state)) else self._suspicious()

    def _suspicious(self) -> _State:
        now = self._now()
        return _State(secrets.token_bytes(16), now, held_until=now + _LONGEST_WAIT)

    def _write(self, state: _State) -> None:
        self._state = replace(state, mac=self._mac(state))
        write_durably(self._path, msgspec.json.encode(self._state, order="deterministic"))

    def _mac(self, state: _State) -> bytes:
        body = msgspec.json.encode(replace(state, mac=b""), order="sorted")
        return hmac.digest(self._key, body, "sha256")


def _ready_at(tries: _Tries) -> float:
    if not tries.times:
        return 0.0
    last = tries.times[-1]
    over = tries.failures - _FREE_FAILURES
    growing = last + min(_LONGEST_WAIT, 2.0 ** min(over, 10)) if over >= 0 else 0.0
    full = len(tries.times) >= _MOST_IN_WINDOW
    return max(growing, tries.times[0] + _WINDOW if full else 0.0)
