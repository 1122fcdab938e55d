"""The child that opens files keeps to its memory and time; whatever happens to it is a refusal."""

import io
import re
import subprocess
import sys
import tomllib
import zlib
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from earlyhelp.airlock import child
from earlyhelp.airlock.examine import as_text, examine
from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.settings import resource
from tests.airlock.samples import GOOD, document, paper, picture, place_told
from tests.airlock.test_pdf import SCRIPT, bent, bomb_stream, opening

MB = 1024 * 1024
#: does what the child does, and then tells the most memory it ever held, in kilobytes
MEASURED = (
    "import sys; from earlyhelp.airlock.child import main; main(sys.argv[1:]);"
    "lines = open('/proc/self/status').read().splitlines();"
    "sys.stderr.write(next(line.split()[1] for line in lines if line.startswith('VmHWM')))"
)


def measured(kind, data):
    """Return the child's answer and the most memory it held, in MB."""
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, "clean", kind], input=data, capture_output=True, check=True
    )
    return msgspec.msgpack.decode(run.stdout, type=child.Answer), int(run.stderr) / 1024


def object_stream_bomb():
    """Return a PDF whose object stream of 200 kB unpacks to 200 MB."""
    packed = zlib.compress(b"5 0 " + b" " * (200 * MB), 9)
    head = b"%PDF-1.5\n"
    first = b"1 0 obj <</Type/Catalog/Pages 2 0 R/X 5 0 R>> endobj\n"
    second = b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    third = b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\n"
    fourth = b"4 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>> stream\n" % len(
        packed
    )
    fourth += packed + b"\nendstream endobj\n"
    places = [len(head)]
    for part in (first, second, third, fourth):
        places.append(places[-1] + len(part))
    rows = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + bytes([third_field])
        for kind, place, third_field in (
            (0, 0, 0), (1, places[0], 0), (1, places[1], 0), (1, places[2], 0),
            (1, places[3], 0), (2, 4, 0), (1, places[4], 0),
        )
    )  # fmt: skip
    table = b"6 0 obj <</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>> stream\n" % len(rows)
    body = head + first + second + third + fourth + table + rows + b"\nendstream endobj\n"
    return body + b"startxref\n%d\n%%%%EOF" % places[4]


def page_of_noise(size):
    def bend(pdf):
        pdf.pages[0].obj.Contents = pdf.make_stream(bytes(range(256)) * (size // 256))

    return bend


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory used as Linux tells it")
@pytest.mark.parametrize(
    ("kind", "make", "refused"),
    [
        ("pdf", lambda: bent(bomb_stream(1)), "unpacks_too_large"),
        ("pdf", lambda: bent(bomb_stream(2)), "unpacks_too_large"),
        ("pdf", object_stream_bomb, "unpacks_too_large"),
        ("pdf", lambda: paper(opening(SCRIPT), packed=True), "pdf_script"),
        ("csv", lambda: b"a,b\r\n" * 300_000, "too_many_rows"),
        ("docx", lambda: document(add=[("word/a.xml", b"<a>" * 500_000)]), "unreadable"),
        ("png", lambda: picture("PNG", (4000, 2500)), ""),
    ],
)
def test_hostile_files_stay_under_300_mb(kind, make, refused):
    answer, most = measured(kind, make())
    assert answer.refused == refused
    assert 10 < most < 300


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory used as Linux tells it")
def test_the_largest_photograph_fits_into_the_childs_memory():
    out = io.BytesIO()
    Image.effect_noise((7900, 5000), 60).convert("RGB").save(
        out, "JPEG", quality=60, exif=place_told()
    )
    answer, most = measured("jpeg", out.getvalue())
    assert (answer.refused, answer.left_out) == ("", ("picture_details",))
    assert most < 512


def test_all_the_way_through_a_real_child():
    kept = examine("C:\\a\\letter.pdf", GOOD[".pdf"])
    assert (kept.kind, kept.name) == ("pdf", "letter.pdf")
    assert kept.content.startswith(b"%PDF-")
    assert as_text("docx", GOOD[".docx"]).strip() == "A made up letter."
    assert "Child Unique ID" in as_text("xlsx", GOOD[".xlsx"])
    assert "Attendance is better." in as_text("eml", examine("a.eml", GOOD[".eml"]).content)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys; sys.stdin.buffer.read(); all(iter(lambda: 1, 0))", "too_slow"),
        ("print(1)", "unreadable"),
        ("raise SystemExit(3)", "unreadable"),
        ("import os; os.kill(os.getpid(), 9)", "unreadable"),
    ],
)
def test_a_child_that_is_slow_babbles_or_dies_is_a_refusal(code, reason):
    with pytest.raises(NotAdmitted) as caught:
        examine("a.txt", b"words", child=[sys.executable, "-c", code], seconds=0.5)
    assert caught.value.reason == reason


def test_every_reason_and_everything_left_out_has_a_sentence():
    wording = tomllib.loads(resource("wording/documents.toml").read_text("utf-8"))
    room = Path(child.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in room.glob("*.py"))
    used = {f"airlock.file.{key}" for key in re.findall(r'NotAdmitted\("(\w+)"', code)}
    used |= {f"airlock.file.{key}" for key in re.findall(r'refused="(\w+)"', code)}
    told = {"links", "picture_details", "attachments", "formulas"}
    used |= {f"airlock.left_out.{key}" for key in told}
    assert len(used) > 28
    assert used - set(wording) == set()
