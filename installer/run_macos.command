#!/bin/sh
# Double-click to start. The first time prepares everything and takes some minutes.
cd "$(dirname "$0")/.." || exit 1
exec "${PYTHON:-python3}" installer/bootstrap.py run
