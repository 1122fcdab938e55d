"""Places a store may lie in, and those it may not."""

import sys

import pytest

from earlyhelp import platform

if sys.platform != "win32":
    from earlyhelp.platform.posix import is_on_network


def test_own_disk_is_a_fit_place(tmp_path):
    assert platform.place_fault(tmp_path) is None
    assert platform.place_fault(tmp_path / "not made yet") is None


@pytest.mark.parametrize("name", ["OneDrive - Council", "Dropbox", "Google Drive", "Nextcloud"])
def test_synced_folder_is_not(tmp_path, name):
    assert platform.place_fault(tmp_path / name / "earlyhelp") == "store.place.synced"


@pytest.mark.skipif(sys.platform == "win32", reason="mount tables are POSIX")
def test_network_share_is_told_from_own_disk_by_the_deepest_mount(tmp_path):
    share, own = tmp_path / "team share", tmp_path / "team share" / "own"
    own.mkdir(parents=True)
    table = tmp_path / "mounts"
    spaced = str(share).replace(" ", "\\040")
    table.write_text(
        f"dev / ext4 rw 0 0\n//server/team {spaced} cifs rw 0 0\ndev {spaced}/own ext4 rw 0 0\n"
    )
    assert is_on_network(share / "store", table)
    assert not is_on_network(own / "store", table)
    assert not is_on_network(tmp_path, table)
    assert not is_on_network(share, tmp_path / "no table")
