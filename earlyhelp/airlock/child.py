"""The process that opens a stranger's file: bytes on standard input, a clean copy on output.

Called with what to do ("clean", "text", "screen", "pages" or "bind") and the type of the file; dies, and with it the reading, of
anything it cannot hold in its memory.
"""

import sys

import msgspec

from earlyhelp.airlock.limits import cap_memory
from earlyhelp.airlock.refusal import NotAdmitted

#: Address space in bytes.  Pictures of 40 million dots need the larger one; nothing else does.
_MEMORY = {"png": 512 * 1024 * 1024, "jpeg": 512 * 1024 * 1024}
_MEMORY_ELSE = 300 * 1024 * 1024


class Answer(msgspec.Struct, frozen=True):
    """What the child says: a reason, or the clean copy and what was left out of it."""

    refused: str = ""
    content: bytes = b""
    left_out: tuple[str, ...] = ()


def main(arguments: list[str]) -> int:
    """Answer for the file on standard input."""
    task, kind = arguments
    cap_memory(_MEMORY.get(kind, _MEMORY_ELSE))
    try:
        answer = work(task, kind, sys.stdin.buffer.read())
    except NotAdmitted as reason:
        answer = Answer(refused=reason.reason)
    except MemoryError:
        answer = Answer(refused="unpacks_too_large")
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
    return 0


def work(task: str, kind: str, data: bytes) -> Answer:
    """Make the clean copy, the words for reading, a small picture, pages, or one paper of many.

    Raises: NotAdmitted, and whatever the libraries raise: the child then dies of it.
    """
    if task == "screen":
        from earlyhelp.airlock.picture import for_screen

        return Answer(content=for_screen(kind, data))
    if task == "pages":
        from earlyhelp.airlock.pages import as_pages

        return Answer(content=as_pages(kind, data))
    if task == "bind":
        from earlyhelp.airlock.pages import bound

        return Answer(content=bound(msgspec.msgpack.decode(data, type=list[bytes])))
    if task == "text":
        return Answer(content=_text(kind, data).encode("utf-8", "replace"))
    content, left_out = _clean(kind, data)
    return Answer(content=content, left_out=left_out)


def _clean(kind: str, data: bytes) -> tuple[bytes, tuple[str, ...]]:
    from earlyhelp.airlock import mail, office, pdf, picture, text

    match kind:
        case "pdf":
            return pdf.clean_pdf(data)
        case "png" | "jpeg":
            return picture.clean_picture(kind, data)
        case "docx" | "xlsx":
            office.open_office(kind, data)
            return data, ()
        case "csv":
            return text.clean_csv(data)
        case "eml":
            return mail.clean_mail(data)
        case _:
            return text.clean_text(data)


def _text(kind: str, data: bytes) -> str:
    from earlyhelp.airlock import mail, office, text

    if kind in {"docx", "xlsx"}:
        return office.office_text(kind, data)
    return mail.mail_text(data) if kind == "eml" else text.read_text(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
