#!/usr/bin/env bash
# Installs what is missing and runs every check, the same here and in CI. Stops at the first that fails.
set -euo pipefail
cd "$(dirname "$0")"
. tools/setup.sh
greenroom_setup test
. tools/env.sh
began=$SECONDS
step() { printf '\n== %s (after %d s)\n' "$1" $((SECONDS - began)); }

step "format"
cargo fmt --check

step "licences and sources"
if ! command -v cargo-deny >/dev/null 2>&1; then
  cargo install --quiet --locked cargo-deny --version 0.20.2
fi
cargo deny --log-level error check licenses bans sources

step "clippy"
cargo clippy --locked --all-targets -- -D warnings

step "tests"
cargo test --locked

step "documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items --quiet

step "content"
# The program that the tests were run with: another build would differ in features and compile everything again.
"$CARGO_TARGET_DIR/debug/greenroom" content check

step "the rings that run in the browser"
tools/check-wasm.sh

printf '\nAll checks passed in %d s\n' $((SECONDS - began))
