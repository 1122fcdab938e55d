"""How the window writes: every sentence by its key, days and times as every room writes them."""

from earlyhelp.wording import day, knows, moment, say, time_of

__all__ = ["day", "fault_at", "knows", "moment", "one_or_more", "say", "time_of"]


def fault_at(question: str, fault: str) -> str:
    """Return a line of a summary: which question, and what is wrong with its answer."""
    key = "form.fault_asked" if question.endswith(("?", ".", "!", "…")) else "form.fault"
    return say(key, question=question, fault=fault)


def one_or_more(key: str, count: int) -> str:
    """Return the key of the sentence for one, where there is one thing and a sentence for it."""
    return f"{key}.one" if count == 1 and knows(f"{key}.one") else key
