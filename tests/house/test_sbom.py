"""The bill of materials names every pin with its hashes, the same each time."""

import json
import subprocess
import sys

from installer import sbom
from tests.house.tree import ROOT


def test_every_pin_is_in_the_bill_with_its_hashes():
    bill = sbom.bill()
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = {
        line.split("==")[0].lower()
        for line in text.splitlines()
        if "==" in line and line[0].isalnum()
    }
    assert {part["name"] for part in bill["components"]} == pinned
    assert all(part["hashes"] and part["version"] for part in bill["components"])
    assert sum(len(part["hashes"]) for part in bill["components"]) == text.count("--hash=sha256:")
    assert bill["dependencies"][0]["dependsOn"] == [part["bom-ref"] for part in bill["components"]]
    assert {"pikepdf", "pillow", "sqlcipher3", "cryptography"} <= pinned


def test_the_bill_is_the_same_each_time_and_changes_with_the_pins(tmp_path):
    out = tmp_path / "bill.json"
    command = [sys.executable, "-m", "installer.sbom", str(out)]
    subprocess.run(command, check=True, cwd=ROOT)
    assert json.loads(out.read_text(encoding="utf-8")) == sbom.bill()
    parts = list(
        sbom.components("made-up==1.0 ; os_name == 'nt' \\\n    --hash=sha256:" + "a" * 64)
    )
    assert parts[0]["purl"] == "pkg:pypi/made-up@1.0"
    assert parts[0]["hashes"] == [{"alg": "SHA-256", "content": "a" * 64}]
    assert parts[0]["properties"] == [{"name": "pip:marker", "value": "os_name == 'nt'"}]
