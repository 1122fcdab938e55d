"""What the check of outgoing text finds on a paper: taken out, kept with a reason, or still to settle."""

from collections.abc import Callable

from earlyhelp.messages.disclosing import ToSettle
from earlyhelp.messages.outgoing import Finding
from earlyhelp.wording import say

REMOVE = "remove"
_AROUND = 60  # letters shown before and after what was found


class Settling:
    """Goes through the texts of one paper; `settled` as in the messages, by the keys it gives."""

    def __init__(self, find: Callable[[str], tuple[Finding, ...]], settled: dict[str, str]) -> None:
        self._find, self._settled = find, settled
        self._texts = 0
        self.open: list[ToSettle] = []
        self.kept: list[str] = []

    def printed(self, title: str, text: str) -> str:
        """Return the next text of a paper as it is printed; `title` is what it stands under.

        A key holds the words found, so that an answer never settles what was written since.
        """
        self._texts += 1
        return self.text(str(self._texts), title, text)

    def text(self, place: str, title: str, whole: str) -> str:
        """Return a text with what was found in it taken out, where that is the answer."""
        text = whole
        for found in reversed(self._find(whole)):
            words = whole[found.start : found.end]
            key = f"{place}|{found.start}|{found.end}|{found.kind}|{words}"
            answer = self._settled.get(key, "").strip()
            if answer == REMOVE:
                text = text[: found.start] + found.suggestion + text[found.end :]
            elif answer:
                kind = say(f"outgoing.kind.{found.kind}")
                self.kept.append(say("disclosure.kept", kind=kind, why=answer))
            else:
                self.open.append(_to_settle(key, title, whole, found))
        return text


def _to_settle(key: str, title: str, whole: str, found: Finding) -> ToSettle:
    return ToSettle(
        key=key, title=title, kind=found.kind,
        before=whole[max(0, found.start - _AROUND) : found.start],
        words=whole[found.start : found.end],
        after=whole[found.end : found.end + _AROUND],
        suggestion=found.suggestion,
    )  # fmt: skip
