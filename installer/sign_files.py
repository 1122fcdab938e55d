"""Write the signed list of the program's files: `python -m installer.sign_files --key FILE [--root DIR]`.

The key file holds 64 hex digits (an Ed25519 private key) and stays off the machines that run the
program.  Refuses a key whose public half is not the release key that is shipped, unless `--new-key` is
given, which writes the public half into `resources/release_key.txt` first.
"""

import argparse
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from earlyhelp.startup.installed import KEY, LIST, SIGNATURE, listed, signed_bytes


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--new-key", action="store_true")
    args = parser.parse_args(words)
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(args.key.read_text().strip()))
    public = key.public_key().public_bytes_raw().hex()
    beside = args.root / "resources"
    if args.new_key:
        (beside / KEY).write_text(public + "\n", encoding="ascii")
    shipped = (beside / KEY).read_text(encoding="ascii").strip() if (beside / KEY).exists() else ""
    if shipped != public:
        print("This is not the release key that is shipped: nothing was signed.")
        return 1
    files = listed(args.root)
    content = (json.dumps(files, indent=0, sort_keys=True) + "\n").encode()
    (beside / LIST).write_bytes(content)
    (beside / SIGNATURE).write_bytes(key.sign(signed_bytes(content)))
    print(f"Signed a list of {len(files)} files with the key {public[:16]}...")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
