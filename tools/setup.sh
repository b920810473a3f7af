# Sourced by run.sh and test.sh: installs what a fresh Debian or Ubuntu lacks, says nothing about what is there, and says
# plainly what to do where it may not or cannot install.

# The packages that building and running need; `$1` adds those that only the tests use.
greenroom_packages() {
  build="build-essential pkg-config cmake clang libclang-dev mold libasound2-dev curl ca-certificates"
  run="mesa-vulkan-drivers libvulkan1 libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2"
  case "${1:-}" in test) echo "$build $run xvfb pulseaudio pulseaudio-utils libasound2-plugins" ;; *) echo "$build $run" ;; esac
}

greenroom_missing() {
  for package in $(greenroom_packages "${1:-}"); do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || echo "$package"
  done
}

greenroom_install_packages() {
  if ! command -v apt-get >/dev/null 2>&1; then
    # Nothing to compare with: name the needs once, and let the build say what is really missing.
    if ! command -v cmake >/dev/null 2>&1 || ! command -v clang >/dev/null 2>&1; then
      echo "greenroom: this is not a Debian or Ubuntu; install the equivalents of: $(greenroom_packages "${1:-}")" >&2
      return 1
    fi
    return 0
  fi
  missing=$(greenroom_missing "${1:-}" | tr '\n' ' ')
  [ -n "${missing# }" ] || return 0
  if [ "$(id -u)" -eq 0 ]; then as_root=""
  elif command -v sudo >/dev/null 2>&1; then as_root="sudo"
  else
    echo "greenroom: these packages are missing, and installing them needs an administrator: $missing" >&2
    echo "           ask for: apt-get install $missing" >&2
    return 1
  fi
  echo "greenroom: installing $missing" >&2
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || true
  # shellcheck disable=SC2086 # a list of words
  if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/tmp/greenroom-apt.log 2>&1; then
    echo "greenroom: the packages could not be installed; the end of what apt-get said:" >&2
    tail -n 5 /tmp/greenroom-apt.log >&2
    return 1
  fi
}

greenroom_install_rust() {
  [ -f "$HOME/.cargo/env" ] && . "$HOME/.cargo/env"
  command -v cargo >/dev/null 2>&1 && return 0
  echo "greenroom: installing Rust with rustup" >&2
  if ! curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --default-toolchain none --profile minimal >/dev/null; then
    echo "greenroom: Rust could not be installed; install it from https://rustup.rs and start again" >&2
    return 1
  fi
  . "$HOME/.cargo/env"
}

greenroom_setup() {
  greenroom_install_packages "${1:-}" && greenroom_install_rust
}
