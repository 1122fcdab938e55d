"""A real keeper process and a pipe to it, as the window has them."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from earlyhelp.messages import framing
from earlyhelp.messages.session import SignIn

ROOT = Path(__file__).parents[2]
_PATIENCE_S = 120


class RunningKeeper:
    """Asks one question after the other; keeps every byte that came out."""

    def __init__(self, words=("-m", "earlyhelp.keeper"), before=(), **env) -> None:
        self.process = subprocess.Popen(
            [*before, sys.executable, *words], cwd=ROOT, env={**os.environ, **env},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.heard = b""
        self.news = 0
        self._number = 0
        self._splitter = framing.Splitter()
        self._replies = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with suppress(BrokenPipeError):  # what was not written is no loss now
                pipe.close()
        self.process.wait(_PATIENCE_S)

    def ask(self, message):
        """Return the typed answer, or raise the house error that came instead."""
        self._number += 1
        self.write(framing.ask(self._number, message))
        reply = self.reply()
        assert reply.number == self._number
        if reply.failure is not None:
            raise framing.error_of(reply.failure)
        return framing.value_of(reply, message)

    def write(self, frame) -> None:
        self.process.stdin.write(frame)
        self.process.stdin.flush()

    def reply(self):
        """Return the next reply that is no news."""
        while True:
            while self._replies:
                reply = framing.replied(self._replies.pop(0))
                if reply.number:
                    return reply
                self.news += reply.failure is None and bool(framing.news_of(reply))
            data = os.read(self.process.stdout.fileno(), 65_536)
            if not data:
                raise EOFError(self.process.stderr.read().decode())
            self.heard += data
            self._replies.extend(self._splitter.feed(data))

    def wait_for_index(self) -> None:
        """Read news until the index is whole."""
        while True:
            data = os.read(self.process.stdout.fileno(), 65_536)
            self.heard += data
            for payload in self._splitter.feed(data):
                state = framing.news_of(framing.replied(payload))
                if state.people_total and state.people >= state.people_total:
                    return

    def sign_in(self, folder, login, passphrase):
        return self.ask(SignIn(folder=str(folder), login=login, passphrase=passphrase))

    def close(self):
        """Close the pipe as a locking window does; return (exit code, what stood on stderr)."""
        self.process.stdin.close()
        rest, errors = self.process.stdout.read(), self.process.stderr.read()
        self.heard += rest
        return self.process.wait(_PATIENCE_S), errors.decode()
