"""Asks the machine's virus scanner about bytes in memory: clamd over its local socket, AMSI on Windows.

Refuses to take silence for an answer: no scanner, an old one or a fault is "unknown", never "clean".
"""

import os
import socket
import struct
import sys
from pathlib import Path
from typing import Literal, NamedTuple

SOCKET_SETTING = "EARLYHELP_CLAMD_SOCKET"
_SOCKETS = (
    "/run/clamav/clamd.ctl", "/var/run/clamav/clamd.ctl", "/run/clamd.scan/clamd.sock",
    "/var/run/clamd.scan/clamd.sock", "/run/clamav/clamd.sock", "/opt/homebrew/var/run/clamav/clamd.sock",
    "/usr/local/var/run/clamav/clamd.sock",
)  # fmt: skip
_PIECE = 65_536
_LONGEST_REPLY = 4096
_SHOWN = 120


class Verdict(NamedTuple):
    """What a scanner said: the state, engine with database version, and what it found."""

    state: Literal["clean", "infected", "unknown"]
    engine: str = ""
    finding: str = ""


def scan(data: bytes, seconds: float = 60) -> Verdict:
    """Return the verdict of this machine's scanner on some bytes."""
    if sys.platform == "win32":
        return _scan_amsi(data)
    place = clamd_socket()
    return Verdict("unknown") if place is None else scan_clamd(place, data, seconds)


def engine() -> str:
    """Return the scanner's name and database version; empty where none answers."""
    if sys.platform == "win32":
        return _scan_amsi(b"earlyhelp").engine
    place = clamd_socket()
    if place is None:
        return ""
    try:
        return _shown(_ask(place, b"zVERSION\0", b"", 5))
    except OSError:
        return ""


def _scan_amsi(data: bytes) -> Verdict:
    """Read AMSI's result: 0 and 1 are clean, from 16384 on it is blocked or found, between: unsure."""
    if sys.platform == "win32":
        from earlyhelp.platform import amsi

        result = amsi.scan_result(data)
        if result is not None and result >= 0x4000:
            return Verdict("infected", amsi.windows(), "AMSI")
        if result is not None:
            return Verdict("clean" if result <= 1 else "unknown", amsi.windows())
    return Verdict("unknown")


def clamd_socket() -> Path | None:
    """Return the socket of a clamd: the one that is set for this program, or where systems put it."""
    named = os.environ.get(SOCKET_SETTING)
    places = (named,) if named else _SOCKETS
    return next((Path(one) for one in places if Path(one).is_socket()), None)


def scan_clamd(place: Path, data: bytes, seconds: float) -> Verdict:
    """Send bytes to a clamd by INSTREAM; nothing is written to a file for it."""
    try:
        version = _shown(_ask(place, b"zVERSION\0", b"", seconds))
        said = _shown(_ask(place, b"zINSTREAM\0", data, seconds))
    except OSError:
        return Verdict("unknown")
    if said == "stream: OK":
        return Verdict("clean", version)
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return Verdict("infected", version, said[len("stream: ") : -len(" FOUND")])
    return Verdict("unknown", version)


def _ask(place: Path, command: bytes, data: bytes, seconds: float) -> bytes:
    """Send one command, with data in pieces if there is any, and return the answer to its NUL."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:  # type: ignore[attr-defined,unused-ignore]
        link.settimeout(seconds)
        link.connect(str(place))
        link.sendall(command)
        if command.startswith(b"zINSTREAM"):
            for start in range(0, len(data), _PIECE):
                piece = data[start : start + _PIECE]
                link.sendall(struct.pack(">I", len(piece)) + piece)
            link.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_REPLY:
            more = link.recv(_PIECE)
            if not more:
                break
            answer += more
    return answer


def _shown(answer: bytes) -> str:
    text = answer.rstrip(b"\0\n").decode("ascii", "replace")
    return "".join(letter for letter in text if letter.isprintable())[:_SHOWN]
