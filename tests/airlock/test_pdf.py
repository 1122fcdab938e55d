"""PDFs made to do harm: each refused with its reason, or let in without what could act."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.airlock.samples import paper
from tests.imports.workbooks import good as workbook

SCRIPT = {"/S": Name.JavaScript, "/JS": String("app.alert(1)")}


def action(**entries):
    return Dictionary({f"/{key}": value for key, value in entries.items()})


def opening(of):
    return lambda pdf: pdf.Root.__setitem__("/OpenAction", pdf.make_indirect(Dictionary(of)))


def attached(pdf):
    pdf.attachments["a.exe"] = b"MZ"


def on_page(**entries):
    def bend(pdf):
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action(**entries)
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])

    return bend


def stray(pdf):
    # Not reached from anywhere in the document: a walk from the root would not meet it.
    pdf.Root.Stray = pdf.make_indirect(Dictionary({"/Deep": Array([Dictionary(SCRIPT)])}))


def named(pdf):
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), Dictionary(SCRIPT)]))
    )


def form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))


def media(pdf):
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia)])


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "in object streams"])
@pytest.mark.parametrize(
    ("bend", "reason"),
    [
        (opening(SCRIPT), "pdf_script"),
        (named, "pdf_script"),
        (stray, "pdf_script"),
        (on_page(S=Name.JavaScript, JS=String("1")), "pdf_script"),
        (on_page(S=Name.GoTo, Next=Dictionary(SCRIPT)), "pdf_script"),
        (on_page(S=Name.Launch, F=String("calc.exe")), "pdf_launch"),
        (attached, "pdf_inside"),
        (media, "pdf_inside"),
        (form, "pdf_inside"),
    ],
)
def test_acting_papers_are_refused(refused, bend, reason, packed):
    data = paper(bend, packed=packed)
    if packed:
        assert b"/JavaScript" not in data  # a search of the bytes would not find it
    assert refused("a.pdf", data) == reason


def test_a_hidden_spelling_of_a_name_is_seen(refused):
    data = paper(opening(SCRIPT)).replace(b"/JavaScript", b"/J#61vaScript")
    data = data.replace(b"/JS", b"/#4AS")
    assert refused("a.pdf", data) in {"pdf_script", "unreadable"}


@pytest.mark.parametrize(
    "entries",
    [
        {"S": Name.URI, "URI": String("https://tracker.example/")},
        {"S": Name.SubmitForm, "F": String("https://tracker.example/")},
        {"S": Name.GoToR, "F": String("other.pdf")},
    ],
)
def test_links_out_of_a_paper_are_taken_out(clean, entries):
    whole = {f"/{key}": value for key, value in entries.items()}
    for bend in (on_page(**entries), opening(whole)):
        _, kept, left_out = clean("a.pdf", paper(bend, packed=True))
        assert left_out == ("links",)
        with pikepdf.open(io.BytesIO(kept)) as pdf:
            text = b"".join([one.unparse(resolved=True) for one in pdf.objects])
        assert b"tracker" not in text
        assert b"other.pdf" not in text


def test_a_link_inside_the_paper_stays(clean):
    _, kept, left_out = clean("a.pdf", paper(on_page(S=Name.GoTo, D=Array([0, Name.Fit]))))
    assert left_out == ()
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        assert str(pdf.pages[0].obj.Annots[0].A.S) == "/GoTo"


def test_what_is_glued_behind_a_paper_is_gone(clean):
    _, kept, _ = clean("a.pdf", paper() + workbook())
    assert b"PK\x03\x04" not in kept


def test_a_paper_with_a_password_is_refused(refused):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refused("a.pdf", out.getvalue()) == "encrypted"


def bomb_stream(times):
    def bend(pdf):
        data = b" " * 120_000_000
        for _ in range(times):
            data = zlib.compress(data, 9)
        stream = pikepdf.Stream(pdf, data)
        flate = [Name.FlateDecode] * times
        stream.stream_dict.Filter = flate[0] if times == 1 else Array(flate)
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)

    return bend


def bent(bend):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    bend(pdf)
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def test_half_a_paper_is_mended_or_refused(clean, refused):
    assert refused("a.pdf", b"%PDF-1.7\n%%EOF") == "unreadable"
    assert refused("a.pdf", b"%PDF-1.7\n" + bytes(1000)) == "unreadable"
