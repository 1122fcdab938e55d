"""Warns, while one types, that a text tells of a protected home.  Stops nobody and saves nothing."""

from collections.abc import Callable

from earlyhelp.messages.outgoing import Finding, ProtectedText
from earlyhelp.messages.plans import PlanContent
from ui.presenters.asking import Send
from ui.wording import say

PAUSE_MS = 700
_LEAST = 6  # letters: nothing shorter is an address


class ProtectedWatch:
    """Asks the keeper about what was typed, once the fingers rest.

    Shape: `show(key, sentence)` puts a sentence at a field, an empty one takes it away; `restart`
    begins the pause anew.
    """

    def __init__(
        self,
        send: Send,
        family_id: Callable[[], int],
        show: Callable[[str, str], None],
        restart: Callable[[], None],
    ) -> None:
        self._send, self._family_id, self._show, self._restart = send, family_id, show, restart
        self._waiting: dict[str, str] = {}
        self._warned: set[str] = set()

    def typed(self, key: str, value: object) -> None:
        """Take what stands in a field now."""
        words = value if isinstance(value, str) else ""
        if len(words.strip()) >= _LEAST:
            self._waiting[key] = words
            self._restart()
        else:
            self._waiting.pop(key, None)
            self._told(key, ())

    def rested(self) -> None:
        """Ask about every field that was typed into; a refusal or a fault is nobody's worry here."""
        family_id, waiting, self._waiting = self._family_id(), self._waiting, {}
        if not family_id:
            return
        for key, words in waiting.items():
            asked = ProtectedText(family_id=family_id, text=words)
            self._send(asked, self._answered(key, words), lambda _error: None)

    def _answered(self, key: str, words: str) -> Callable[[tuple[Finding, ...]], None]:
        return lambda found: self._told(key, found, words)

    def _told(self, key: str, found: tuple[Finding, ...], words: str = "") -> None:
        if found:
            self._warned.add(key)
            named = " ".join(words[found[0].start : found[0].end].split())
            self._show(key, say("protected.typed", words=named))
        elif key in self._warned:
            self._warned.discard(key)
            self._show(key, "")


def plan_words(content: PlanContent) -> str:
    """Return everything a plan says, one piece a line."""
    pieces = [content.contingency]
    for outcome in content.outcomes:
        pieces += [outcome.words, outcome.measure]
        for action in outcome.actions:
            pieces += [action.text, action.owner, action.note]
    return "\n".join(pieces)
