"""What a partner does with a package: open it, say that it was deleted, make a key of their own.

Stands beside `reader.py` and needs nothing else of the program.
"""

import argparse
import json
import secrets
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

try:
    from earlyhelp.packages import reader
except ImportError:  # given to a partner: two files in one folder
    import reader  # type: ignore[import-not-found,no-redef]

_LONGEST_PASSPHRASE = 4096


def opened(
    file: Path, keys: dict[str, Any], out: Path | None, by: str, now: datetime
) -> dict[str, Any]:
    """Open a package into a folder and leave the receipt beside what was in it.

    Shape: without a folder it tells what is inside and writes nothing, no receipt either.

    Raises: reader.PackageFault; OSError of the disk.
    """
    content = _read(file, reader.LARGEST)
    found = reader.open_package(content, **keys, today=now.date())
    told = {
        "package": found.name, "sender": found.sender, "fingerprint": found.fingerprint,
        "delete_by": found.delete_by.isoformat(), "files": list(found.files),
        "reader": found.manifest.get("reader", ""), "purpose": found.manifest.get("purpose", ""),
    }  # fmt: skip
    if out is None:
        return told
    out.mkdir(parents=True, exist_ok=True)
    name = f"{found.name}.receipt.json"
    for one in (*found.files, name):
        if (out / one).exists():
            raise reader.PackageFault("exists", name=one)
    for one, inside in found.files.items():
        (out / one).write_bytes(inside)
    said = reader.receipt(found, content, "opened", by, now)
    (out / name).write_text(json.dumps(said, indent=1), encoding="ascii")
    return told | {"receipt": name}


def deleted(file: Path, keys: dict[str, Any], out: Path, by: str, now: datetime) -> dict[str, Any]:
    """Delete a package, also a late one, and leave a receipt that says so.

    Raises: reader.PackageFault; OSError of the disk.
    """
    content = _read(file, reader.LARGEST)
    found = reader.open_package(content, **keys, today=date.min)
    said = reader.receipt(found, content, "deleted", by, now)
    out.mkdir(parents=True, exist_ok=True)
    name = f"{found.name}.deleted.json"
    (out / name).write_text(json.dumps(said, indent=1), encoding="ascii")
    file.unlink()
    return {"package": found.name, "receipt": name}


def new_key(out: Path) -> dict[str, Any]:
    """Make a key for packages: `package.key` stays with the recipient, `package.pub` goes to senders.

    Raises: reader.PackageFault("exists"); OSError of the disk.
    """
    seed = secrets.token_bytes(32)
    out.mkdir(parents=True, exist_ok=True)
    for name in ("package.key", "package.pub"):
        if (out / name).exists():
            raise reader.PackageFault("exists", name=name)
    (out / "package.key").touch(mode=0o600)
    (out / "package.key").write_text(seed.hex() + "\n", encoding="ascii")
    (out / "package.pub").write_text(reader.public_halves(seed).hex() + "\n", encoding="ascii")
    return {"key": "package.key", "public": "package.pub"}


def keys_of(passphrase_file: Path | None, key_file: Path | None, sender: str) -> dict[str, Any]:
    """Return what opens a package, read from the files named.

    Raises: reader.PackageFault("unreadable").
    """
    keys: dict[str, Any] = {"sender": sender}
    try:
        if passphrase_file is not None:
            raw = _read(passphrase_file, _LONGEST_PASSPHRASE).decode("utf-8-sig")
            keys["passphrase"] = raw.rstrip("\r\n")
        if key_file is not None:
            keys["key"] = bytes.fromhex(_read(key_file, 1024).decode("ascii").strip())
    except ValueError:
        raise reader.PackageFault("wrong_key") from None
    return keys


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        raise reader.PackageFault("unreadable", name=path.name) from None


def main(argv: list[str]) -> int:
    """Run one command; return 0 when done and 1 when refused, with one sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=("open", "deleted", "key"))
    parser.add_argument("file", type=Path, nargs="?", default=Path())
    parser.add_argument("--passphrase-file", type=Path)
    parser.add_argument("--key-file", type=Path)
    parser.add_argument("--sender", default="")
    parser.add_argument("--by", default="")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args(argv)
    if args.out is None and args.act != "open":
        parser.error("--out is needed")
    try:
        if args.act == "key":
            done = new_key(args.out)
        else:
            keys = keys_of(args.passphrase_file, args.key_file, args.sender)
            work = opened if args.act == "open" else deleted
            done = work(args.file, keys, args.out, args.by, datetime.now(UTC))  # noqa: TID251
    except reader.PackageFault as fault:
        sys.stderr.write(fault.sentence() + "\n")
        return 1
    sys.stdout.write(json.dumps(done, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
