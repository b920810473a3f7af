# Sourced by run.sh, test.sh and .ci/run (and by hand: `. tools/env.sh`), so that all of them build with the same
# flags into the same folder and none of them recompiles what another has built.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$HOME/.cache/greenroom-target}"
if [ "$(uname -s)" = Linux ] && [ -z "${RUSTFLAGS+set}" ] && command -v mold >/dev/null 2>&1 && command -v clang >/dev/null 2>&1; then
  export RUSTFLAGS="-C linker=clang -C link-arg=-fuse-ld=mold"
fi
# whisper.cpp would otherwise be tuned to the building machine and die elsewhere; ask for what every PC since 2013 has.
if [ "$(uname -m)" = x86_64 ]; then
  export GGML_NATIVE=OFF GGML_AVX=ON GGML_AVX2=ON GGML_FMA=ON GGML_F16C=ON GGML_BMI2=ON
fi
