"""Write the software bill of materials from the pins: `python -m installer.sbom [OUT.json]`.

CycloneDX 1.5: every pinned package with version, the systems it is for, and the hashes pip checks.
Says what is pinned, so it is the same on every machine; knows nothing that is not in the pins.
"""

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)(?:\s*;\s*([^\\]+))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(text: str) -> Iterator[dict[str, object]]:
    for line in text.replace("\\\n", " ").splitlines():
        found = _PIN.match(line)
        if not found:
            continue
        name, version, marker = found[1].lower(), found[2], (found[3] or "").split("--hash")[0]
        component: dict[str, object] = {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "hashes": [{"alg": "SHA-256", "content": one} for one in _HASH.findall(line)],
        }
        if marker.strip():
            component["properties"] = [{"name": "pip:marker", "value": marker.strip()}]
        yield component


def bill(root: Path = ROOT) -> dict[str, object]:
    pins = (root / "requirements.txt").read_text(encoding="utf-8")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    program = {
        "type": "application",
        "bom-ref": "earlyhelp",
        "name": project["name"],
        "version": project["version"],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    parts = list(components(pins))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        # The same pins give the same number, so that two bills can be compared.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, pins)}",
        "version": 1,
        "metadata": {"component": program},
        "components": parts,
        "dependencies": [{"ref": "earlyhelp", "dependsOn": [one["bom-ref"] for one in parts]}],
    }


def main(words: list[str]) -> int:
    text = json.dumps(bill(), indent=2, sort_keys=True) + "\n"
    if words:
        Path(words[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
