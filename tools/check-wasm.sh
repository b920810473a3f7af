#!/usr/bin/env bash
# Compiles for WebAssembly what runs in the browser: the core and the adapters that have no thread, file or socket.
# Uses rustup's target where it can be had, else Debian's own Rust with its sources; skips, and says so, where neither can.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh
target=wasm32-unknown-unknown
# Its own folder: other compiler, other flags.
export CARGO_TARGET_DIR="$CARGO_TARGET_DIR-wasm"
unset RUSTFLAGS
check="check --locked --lib --no-default-features --target $target"

if rustup target list --installed 2>/dev/null | grep -q "^$target$" || timeout 120 rustup target add "$target" >/dev/null 2>&1; then
  # shellcheck disable=SC2086 # a list of words
  exec cargo $check
fi
if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null 2>&1; }; then
  as_root=$([ "$(id -u)" -eq 0 ] || echo sudo)
  if [ ! -x /usr/bin/cargo ] || [ ! -d /usr/lib/rustlib/src ] && [ ! -d /usr/share/rust-src ] && ! dpkg -s rust-web-src >/dev/null 2>&1; then
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends rustc-web cargo-web rust-web-src >/tmp/greenroom-wasm.log 2>&1 || true
  fi
  if [ -x /usr/bin/cargo ] && dpkg -s rust-web-src >/dev/null 2>&1; then
    # shellcheck disable=SC2086 # a list of words
    exec env PATH=/usr/bin:/bin RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 /usr/bin/cargo $check -Zbuild-std=std,panic_abort
  fi
fi
echo "skipped: neither rustup's $target target nor Debian's rustc-web can be had on this machine"
