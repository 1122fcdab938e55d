"""Reads one e-mail and keeps who, when, what about and the words.  Opens no attachment.

Files in an e-mail are left out and counted: each comes in by itself, through the airlock.
"""

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from html.parser import HTMLParser

from earlyhelp.airlock.refusal import NotAdmitted

_KEPT = ("From", "To", "Cc", "Date", "Subject")
_MOST_PARTS, _LONGEST_HEADER = 200, 4000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BREAKS = {"p", "br", "div", "tr", "li", "h1", "h2", "h3", "table", "blockquote"}
_SILENT = {"script", "style", "head", "title"}


class _Words(HTMLParser):
    """Collects the words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def clean_mail(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the e-mail with its main headers and words only, and what was left out.

    Raises: NotAdmitted("not_mail").
    """
    try:
        came = message_from_bytes(data, policy=policy.default)
        kept, left_out = _kept(came)
    except (MessageError, LookupError, ValueError, RecursionError, AttributeError) as cause:
        raise NotAdmitted("not_mail") from cause
    return kept.as_bytes(policy=policy.SMTP.clone(refold_source="none")), left_out


def mail_text(data: bytes) -> str:
    """Return a kept e-mail as one text to be read."""
    message = message_from_bytes(data, policy=policy.default)
    heads = [f"{name}: {message[name]}" for name in _KEPT if message[name]]
    return "\n".join([*heads, "", message.get_content()])


def _kept(came: EmailMessage) -> tuple[EmailMessage, tuple[str, ...]]:
    if not came["From"] or not (came["Date"] or came["Subject"] or came["To"]):
        raise NotAdmitted("not_mail")
    parts = [part for part in came.walk() if not part.is_multipart()]
    if len(parts) > _MOST_PARTS:
        raise NotAdmitted("too_many_parts")
    body = came.get_body(preferencelist=("plain", "html"))
    words = "" if body is None else str(body.get_content())
    if body is not None and body.get_content_type() == "text/html":
        reader = _Words()
        reader.feed(words)
        words = "".join(reader.words)
    kept = EmailMessage(policy=policy.default)
    for name in _KEPT:
        if came[name]:
            kept[name] = _CONTROL.sub(" ", " ".join(str(came[name]).split()))[:_LONGEST_HEADER]
    kept.set_content(_CONTROL.sub("", words.replace("\r\n", "\n")), cte="base64")
    files = any(part.is_attachment() or part.get_content_maintype() != "text" for part in parts)
    return kept, ("attachments",) if files else ()
