"""Files on their way in, for the tests of documents."""

import hashlib

from earlyhelp.messages.documents import (
    AddDocument,
    ContinueDocument,
)
from tests.airlock.samples import paper

ENDS = {"safe", "waiting", "refused", "stopped"}
#: a text that must be found nowhere but where it belongs
CANARY = "Quillfeather the made up dog"


def arrive(desk, path, family_id, **fields):
    """Take a file in to its end."""
    work = desk.dispatch(AddDocument(family_id=family_id, path=str(path), kind="letter", **fields))
    while work.stage not in ENDS:
        work = desk.dispatch(ContinueDocument(work_id=work.work_id))
    return work


def kept(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def big_paper():
    """Return a PDF of noise, some parts long."""
    noise = b"".join(hashlib.sha256(bytes([a, b])).digest() for a in range(256) for b in range(250))

    def bend(pdf):
        pdf.pages[0].obj.Contents = pdf.make_stream(b"% " + noise.replace(b"\n", b" "))

    return paper(bend)
