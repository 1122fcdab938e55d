"""Every page of a SQLCipher file in the clear, free pages too: what a thief with the key could read."""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED, _SALT = 4096, 80, 16


def plain_pages(path, secret) -> list[bytes]:
    """Return the pages of a database or its log (each page of a log has a head of 24 bytes)."""
    raw = path.read_bytes()
    head, frame = (32, 24) if path.name.endswith("-wal") else (0, 0)
    starts = range(head, len(raw) - _PAGE - frame + 1, _PAGE + frame)
    found = []
    for at in starts:
        page = raw[at + frame : at + frame + _PAGE]
        number = int.from_bytes(raw[at : at + 4], "big") if frame else at // _PAGE + 1
        first = _SALT if number == 1 else 0
        body, vector = page[first:-_RESERVED], page[-_RESERVED : -_RESERVED + 16]
        opener = Cipher(algorithms.AES(secret.key), modes.CBC(vector)).decryptor()
        found.append(opener.update(body) + opener.finalize())
    return found


def holds(folder, secret, needle: bytes) -> list[str]:
    """Return the files of the store (not the figures) in which some bytes stand, pages in the clear."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("store.ehdb") and not path.name.endswith("-shm"):
            if any(needle in page for page in plain_pages(path, secret)):
                found.append(path.name)
        elif path.is_file() and needle in path.read_bytes():
            found.append(path.name)
    return found
