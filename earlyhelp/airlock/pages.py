"""Makes pages of our own clean copies and binds them into one paper.  Runs in the child only."""

import io

from earlyhelp.airlock.picture import for_screen
from earlyhelp.airlock.refusal import NotAdmitted

_A4, _EDGE = (595, 842), 36  # points


def as_pages(kind: str, data: bytes) -> bytes:
    """Return a clean PDF as it is, a picture as one page of A4."""
    if kind == "pdf":
        return data
    from PIL import Image

    with Image.open(io.BytesIO(for_screen(kind, data)), formats=["JPEG"]) as picture:
        shown = picture.convert("RGB")
    wide, high = (side - 2 * _EDGE for side in _A4)
    scale = max(shown.width / wide, shown.height / high)  # dots a point
    size = (round(_A4[0] * scale), round(_A4[1] * scale))
    page = Image.new("RGB", size, "white")
    page.paste(shown, ((size[0] - shown.width) // 2, round(_EDGE * scale)))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=72 * scale)
    return out.getvalue()


def bound(papers: list[bytes]) -> bytes:
    """Return the pages of several PDFs as one; what the first says about itself stays, all else goes.

    Raises: NotAdmitted("unreadable").
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(papers[0])) as paper:
            for more in papers[1:]:
                with pikepdf.open(io.BytesIO(more)) as other:
                    paper.pages.extend(other.pages)
            out = io.BytesIO()
            paper.save(out, deterministic_id=True)
    except pikepdf.PdfError as cause:
        raise NotAdmitted("unreadable") from cause
    return out.getvalue()
