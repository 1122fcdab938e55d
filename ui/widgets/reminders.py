"""What is to be remembered on every page: one sentence for each thing, each with the way to where it is done."""

from ui.widgets.banner import Banner


class Reminders(Banner):
    """A banner that several things share; `link_chosen` carries the page of the one that was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, tuple[str, str]] = {}

    def remind(self, page: str, sentence: str, words: str) -> None:
        """Say a sentence that leads to a page, in the place of the one said of it before; "" for nothing."""
        former = dict(self._said)
        self._said.pop(page, None)
        if sentence:
            self._said[page] = (sentence, words)
        if self._said == former:
            return  # what is shown anew would take the keyboard from its link
        if not self._said:
            super().leave()
            return
        told = " ".join(one for one, _ in self._said.values())
        links = [(key, words) for key, (_, words) in self._said.items()]
        self.show_message(told, tone="warn", links=links)

    def leave(self) -> None:
        """Forget all of it."""
        self._said.clear()
        super().leave()
