# What run.sh, test.sh and .ci/run share: find a Python, install what the system lacks, make .venv.
# POSIX sh, to be sourced with $root set to the checkout. Words go to stderr: stdout is the program's.
# shellcheck shell=sh disable=SC2154

venv=$root/.venv
log=$venv/setup.log
unfinished=$venv/unfinished

# One library each that Qt's widgets and its X11 plugin load, and something to draw letters with.
# (No library is listed that another one of these brings along.)
qt_packages="libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0
    libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-util1"

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }
fail_with_log() {
    fail "$1 Its words (all of them are in $log):
$(grep -E '^[EW]:|[Ee]rror|ERROR' "$log" | tail -n 5)"
}

# Is any font there? Without one Qt runs and draws boxes.
has_font() {
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-}/.fonts" "${HOME:-}/.local/share/fonts" \
        \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' \) 2>/dev/null | head -n 1)" ]
}

# Print a Python of at least 3.11, or nothing.
find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

# Print the packages a Debian system lacks for running Python, private environments and Qt.
lacking() {
    python=$(find_python)
    if [ -z "$python" ]; then
        # An older system keeps its own python3; Ubuntu 22.04 offers 3.11 beside it.
        if command -v python3 >/dev/null; then echo python3.11 python3.11-venv; else echo python3 python3-venv; fi
    elif ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "$python-venv"
    fi
    has_font || echo fonts-dejavu-core
    for package in $qt_packages "$@"; do
        # Newer releases renamed some libraries for 64-bit time: libglib2.0-0t64.
        # It fails where one of the two names is unknown, which is no answer where a pipe's failure counts.
        { dpkg-query -W -f '${db:Status-Status}\n' "$package" "${package}t64" 2>/dev/null || :; } |
            grep -qx installed ||
            echo "$package"
    done
}

# Run apt-get as root, its output in the log.
apt_get() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 "$@" </dev/null >>"$log" 2>&1
}

# Install what the system lacks: Python, Qt's libraries, a font, and the packages named.
install_system_packages() {
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0
    packages=$(lacking "$@" | sort -u | tr '\n' ' ')
    packages=${packages% }
    [ -n "$packages" ] || return 0
    say "This system lacks: $packages"
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null || { [ -t 0 ] && command -v sudo >/dev/null; }; then
        as_root=sudo
    else
        fail "Install them and try again:
    sudo apt-get install $packages"
    fi
    say "Installing them with ${as_root:+$as_root }apt-get ..."
    # shellcheck disable=SC2086 # a list of words, meant to be split
    apt_get install --no-install-recommends $packages ||
        { apt_get update && apt_get install --no-install-recommends $packages; } ||
        fail_with_log "apt-get could not install them."
}

python_version() { "$venv/bin/python" -c 'import sys; print(*sys.version_info[:2], sep=".")' 2>/dev/null; }

# Make .venv and install the project into it.
#   prepare EXTRAS [PACKAGE...]    EXTRAS: extras of pyproject.toml, comma-separated, or ""; PACKAGE: further
#                                  packages of the system
# A stamp per set of extras says what was installed; where it still fits, nothing is done.
prepare() {
    extras=$1
    shift
    stamp=$venv/ready-$extras
    project=$(cksum <"$root/pyproject.toml")
    here="$(python_version || true) in '$root'"
    if [ "$(cat "$stamp" 2>/dev/null)" = "$project, $here" ] && [ ! -e "$unfinished" ]; then
        return
    fi

    if [ -e "$unfinished" ] || { ls "$venv"/ready-* && ! grep -qF ", $here" "$venv"/ready-*; } >/dev/null 2>&1; then
        say "Removing .venv: it is unfinished, or made for another place or another Python ..."
        rm -rf "$venv"
    fi
    { mkdir -p "$venv" && : >"$log"; } 2>/dev/null ||
        fail "The folder $root cannot be written to. Copy it to a place of your own and try again."
    install_system_packages "$@"
    : >"$unfinished"
    python=$(find_python)
    [ -n "$python" ] || fail "Python 3.11 or newer is needed, with its venv module; none was found."
    if [ ! -x "$venv/bin/python" ]; then
        say "Making a private Python environment in .venv ..."
        "$python" -m venv "$venv" >>"$log" 2>&1 || fail_with_log "Python could not make it."
    fi
    say "Installing Palmyra Desktop and what it needs into .venv (about 100 MB the first time) ..."
    (cd "$root" && "$venv/bin/python" -m pip install --disable-pip-version-check -e ".${extras:+[$extras]}") \
        </dev/null >>"$log" 2>&1 || {
        rm "$unfinished" # pip refused, and took back what it had begun
        fail_with_log "pip could not install it. Is the internet within reach?"
    }
    # With any extras, what needs none is ready too.
    for ready in "$stamp" "$venv/ready-"; do echo "$project, $(python_version) in '$root'" >"$ready"; done
    rm "$unfinished"
}
