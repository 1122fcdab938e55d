"""Draws a picture anew from its dots, so that nothing else of the file is left: no place, no camera.

Refuses more than 40 million dots before one is unpacked.  Runs in the child only.
"""

import io
import warnings

from earlyhelp.airlock.refusal import NotAdmitted

MOST_PIXELS = 40_000_000
_TURNED_WHOLE = 20_000_000  # a larger picture is turned at half its size: two copies would not fit
_SCREEN = 1600
_ORIENTATION = 0x112
_MODES = {"1", "L", "LA", "P", "RGB", "RGBA"}


def clean_picture(kind: str, data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the picture drawn anew, upright, and what was taken out; `kind` is "png" or "jpeg".

    Raises: NotAdmitted.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(data), formats=[kind.upper()]) as picture:
            wide, high = picture.size
            if wide * high > MOST_PIXELS:
                raise NotAdmitted("picture_too_large")
            taken = _told_besides(picture)
            turned = picture.getexif().get(_ORIENTATION, 1) != 1
            if turned and wide * high > _TURNED_WHOLE:
                picture.draft("RGB", (wide // 2, high // 2))
            picture.load()
            if turned:
                ImageOps.exif_transpose(picture, in_place=True)
            return _drawn(kind, picture), taken
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as cause:
        raise NotAdmitted("picture_too_large") from cause
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError) as cause:
        raise NotAdmitted("unreadable") from cause


def for_screen(kind: str, data: bytes) -> bytes:
    """Return a picture of ours as JPEG of at most 1,600 dots a side, on white."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(data), formats=[kind.upper()]) as picture:
        picture.draft("RGB", (_SCREEN, _SCREEN))
        picture.thumbnail((_SCREEN, _SCREEN))
        small = picture.convert("RGBA")
    ground = Image.new("RGBA", small.size, "white")
    ground.alpha_composite(small)
    out = io.BytesIO()
    ground.convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def _told_besides(picture) -> tuple[str, ...]:  # type: ignore[no-untyped-def] # noqa: ANN001
    told = picture.getexif() or {"exif", "comment", "xmp", "icc_profile"} & set(picture.info)
    return ("picture_details",) if told or getattr(picture, "text", None) else ()


def _drawn(kind: str, picture) -> bytes:  # type: ignore[no-untyped-def] # noqa: ANN001
    clear = picture.info.get("transparency") if kind == "png" else None
    picture.info = {} if clear is None else {"transparency": clear}
    if kind == "jpeg" and picture.mode not in {"L", "RGB"}:
        picture = picture.convert("RGB")
    elif picture.mode not in _MODES:
        picture = picture.convert("RGBA" if "A" in picture.mode else "RGB")
    out = io.BytesIO()
    if kind == "jpeg":
        picture.save(out, "JPEG", quality=92, exif=b"")
    else:
        picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
