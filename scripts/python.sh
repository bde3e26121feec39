#!/bin/sh
# Runs the first Python 3.11 or newer that can make virtual environments, with the arguments given.
set -eu

usable='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
for candidate in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11 python3.14 python; do
    if "$candidate" -c "$usable" >/dev/null 2>&1; then
        exec "$candidate" "$@"
    fi
done
echo "Frontdesk needs Python 3.11 or newer with venv: install one (Debian: apt-get install python3-venv) or run: make PYTHON=/path/to/python3" >&2
exit 1
