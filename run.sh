#!/usr/bin/env bash
# Installs what is missing, builds, and opens the app. Arguments go to the program: ./run.sh rehearse --help
set -euo pipefail
cd "$(dirname "$0")"
. tools/setup.sh
greenroom_setup
. tools/env.sh
quiet=$([ -t 2 ] && echo "" || echo "--quiet")
# shellcheck disable=SC2086 # empty or one word
cargo build --locked $quiet
# Assets are found from anywhere: the program is started where the person stands.
export BEVY_ASSET_ROOT="$PWD"
cd "$OLDPWD"
exec "$CARGO_TARGET_DIR/debug/greenroom" "$@"
