"""A real clamd finds the test text; whatever else happens to a scanner is never "clean"."""

import socket
import threading
from pathlib import Path

import pytest

from earlyhelp.platform import Verdict, engine, scan
from earlyhelp.platform.scanner import SOCKET_SETTING, scan_clamd
from tests.platform import clamd

needs_clamd = pytest.mark.skipif(
    not clamd.CLAMD, reason="no clamd here: apt-get install clamav-daemon"
)


@needs_clamd
def test_a_real_clamd_finds_the_test_text_and_stopping_it_makes_all_unknown(monkeypatch):
    with clamd.running() as place:
        monkeypatch.setenv(SOCKET_SETTING, str(place))
        assert engine().startswith("ClamAV ")
        assert scan(b"a made up letter") == Verdict("clean", engine())
        found = scan(clamd.EICAR)
        assert found.state == "infected"
        assert "Test" in found.finding
        assert scan(b"words " * 100_000 + clamd.EICAR).state == "infected"  # across pieces
        assert scan(bytes(26 * 1024 * 1024)).state == "clean"
        assert scan(bytes(31 * 1024 * 1024)).state == "unknown"  # more than it takes
    assert scan(b"a made up letter") == Verdict("unknown")
    assert engine() == ""


def test_no_scanner_is_unknown(monkeypatch, tmp_path):
    monkeypatch.setenv(SOCKET_SETTING, str(tmp_path / "none"))
    assert scan(b"words") == Verdict("unknown")
    assert engine() == ""


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"OK\0",
        b"stream: OK\0",
        b"stream: OK ERROR\0",
        b"x" * 9000,
        b"stream: \0",
        b"INSTREAM limit\0",
    ],
)
def test_a_scanner_that_babbles_is_unknown(monkeypatch, tmp_path, answer):
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("s")
        server.listen()

        def serve():
            for _ in range(2):
                link, _ = server.accept()
                with link:
                    while b"VERSION" not in (said := link.recv(65536)) and said[-4:] != bytes(4):
                        pass
                    link.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        verdict = scan_clamd(Path("s"), b"words", 5)
        thread.join(5)
    assert verdict.state == ("clean" if answer == b"stream: OK\0" else "unknown")
