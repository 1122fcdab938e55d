"""Finds out which system libraries the window toolkit lacks on Linux, and adds them on Debian.

Refuses to change a machine it is not root on: then it only names the packages.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# Library file -> Debian and Ubuntu package.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
    "libz.so.1": "zlib1g",
}
WITH_A_WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

# Program the tests start for themselves -> Debian and Ubuntu package; without one its tests are skipped.
FOR_TESTS = {"clamd": "clamav-daemon", "strace": "strace"}


def complete_for_tests() -> str:
    """Install the programs some tests start, as root on Debian; else return which package brings them."""
    if not sys.platform.startswith("linux"):
        return ""
    places = os.environ.get("PATH", "") + os.pathsep + "/usr/sbin"
    missing = [name for name in FOR_TESTS if shutil.which(name, path=places) is None]
    if not missing:
        return ""
    return install([FOR_TESTS[name] for name in missing], ", ".join(missing))


def complete(with_a_window: bool) -> str:
    """Load every library needed, install those missing, and return what is still wrong."""
    if not sys.platform.startswith("linux"):
        return ""
    needed = {**ALWAYS, **(WITH_A_WINDOW if with_a_window else {})}
    missing = _missing(needed)
    if not missing:
        return ""
    problem = install([needed[name] for name in missing], ", ".join(missing))
    missing = [] if problem else _missing(needed)
    if missing:
        return "Still missing after the installation: " + ", ".join(missing)
    return problem


def install(packages: list[str], what: str) -> str:
    """Install Debian packages if this is root on such a system; else return what to do."""
    command = "apt-get install " + " ".join(packages)
    apt = shutil.which("apt-get")
    if apt is None:
        return f"Missing: {what}. On Debian and Ubuntu they come with: {command}"
    if os.geteuid() != 0:
        return f"Missing: {what}. Please run: sudo {command}"
    print(f"Missing: {what}. Running: {command}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call([apt, "-qq", "update"], env=quiet)
    words = [apt, "-qq", "install", "--yes", "--no-install-recommends", *packages]
    if subprocess.call(words, env=quiet, stdout=subprocess.DEVNULL):
        return f"This failed: {command}"
    return ""


def _missing(needed: dict[str, str]) -> list[str]:
    absent = []
    for name in needed:
        try:
            ctypes.CDLL(name)
        except OSError:
            absent.append(name)
    return absent
