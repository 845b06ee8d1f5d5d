#!/bin/sh
# Run the tests; whatever follows is passed on to pytest, paths counted from the checkout:
#     sh packaging/test.sh
#     sh packaging/test.sh tests/unit -k dates
# Installs first what they need, as run.sh does; tests of the real window need an X server as well.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/packaging/common.sh"

prepare test,postgres xvfb xdotool fonts-dejavu-core
cd "$root"
exec "$venv/bin/python" -P -m pytest -n auto --dist worksteal "$@"
