#!/bin/sh
# Open Palmyra Desktop from this checkout; whatever follows is passed on to it:
#     sh packaging/run.sh
#     sh packaging/run.sh list events --monument "Temple of Bel"
# The first time it installs what is missing: system packages with apt-get, the rest into .venv.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/packaging/common.sh"

prepare ""
# -P: a file of the current folder must not stand in for one of Python's modules.
exec "$venv/bin/python" -P -m palmyra_desktop "$@"
