"""The verbs by which a page tells how something went.  Knows no page by name."""

from ui.forms.error_summary import ErrorSummary
from ui.widgets.banner import Banner
from ui.widgets.receipt import ReceiptLine
from ui.wording import say


class TellsFailure:
    """A page with a banner for what went wrong."""

    _failure: Banner

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self._failure.show_message(say("failure.title"), sentence)


class TellsOutcome(TellsFailure):
    """A page that says what was done, too: what failed before is no longer told."""

    _receipt: ReceiptLine

    def show_receipt(self, sentence: str) -> None:
        """Say what was done."""
        self._failure.leave()
        self._receipt.show_receipt(sentence)


class TellsFaults(TellsOutcome):
    """A page whose faults are listed above its fields."""

    summary: ErrorSummary

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say what is wrong."""
        self.summary.show_errors(errors)
