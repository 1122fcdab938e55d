"""A real clamd for the tests: on a socket of its own, with one signature of its own making."""

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

CLAMD = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin") or ""
#: the scanners' agreed test text, put together here so that no scanner finds it in our source
EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*").encode()
_CONFIG = """\
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
PidFile {folder}/clamd.pid
LogFile {folder}/clamd.log
Foreground yes
OfficialDatabaseOnly no
StreamMaxLength 30M
{user}
"""


@contextmanager
def running():
    """Run a clamd whose socket is given; it ends with the block."""
    import getpass

    # Unix sockets have short names only, so not below the tests' own deep folders.
    with tempfile.TemporaryDirectory(prefix="eh-clamd-") as name:
        folder = Path(name)
        (folder / "signatures").mkdir()
        by_whole = (
            f"{hashlib.md5(EICAR, usedforsecurity=False).hexdigest()}:{len(EICAR)}:Test.Whole\n"
        )
        (folder / "signatures" / "own.hdb").write_text(by_whole)
        by_part = f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n"
        (folder / "signatures" / "own.ndb").write_text(by_part)
        config = folder / "clamd.conf"
        config.write_text(_CONFIG.format(folder=folder, user=f"User {getpass.getuser()}"))
        process = subprocess.Popen(
            [CLAMD, "--config-file", config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield _waited_for(folder / "clamd.sock", process, folder / "clamd.log")
        finally:
            process.terminate()
            process.wait(20)


def _waited_for(socket, process, log):
    until = time.monotonic() + 40
    while not socket.is_socket():
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError(f"clamd did not start: {log.read_text() if log.exists() else ''}")
        time.sleep(0.05)
    return socket
