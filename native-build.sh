#!/bin/sh
# Builds the native binary: with a GraalVM or Mandrel 25 of this machine, else in a container, else says what is missing.
# Arguments go to Maven. NATIVE_CONTAINER=docker|podman asks for a container even where a GraalVM is at hand.
set -euf
cd "$(dirname "$0")"

# Prints the first GraalVM home of version 25 or newer, or nothing.
find_graalvm() {
  set +f
  on_path=$(command -v native-image 2>/dev/null || :)
  for home in "${GRAALVM_HOME:-}" "${JAVA_HOME:-}" "${on_path%/bin/native-image}" \
    /opt/*mandrel* /opt/*graal* /usr/lib/jvm/*graal* /usr/lib/jvm/*mandrel* \
    "${HOME:-}"/.sdkman/candidates/java/25*graal* "${HOME:-}"/.sdkman/candidates/java/25*mandrel* \
    "${HOME:-}"/.sdkman/candidates/java/25*nik* \
    /Library/Java/JavaVirtualMachines/*graal*/Contents/Home; do
    [ -n "$home" ] && [ -x "$home/bin/native-image" ] || continue
    major=$("$home/bin/native-image" --version 2>/dev/null | sed -n '1s/^[^0-9]*\([0-9][0-9]*\).*/\1/p')
    if [ "${major:-0}" -ge 25 ]; then
      echo "$home"
      return 0
    fi
  done
}

# Prints the first container engine that answers, or nothing.
find_engine() {
  for engine in ${NATIVE_CONTAINER:-docker podman}; do
    if command -v "$engine" >/dev/null 2>&1 && "$engine" info >/dev/null 2>&1; then
      echo "$engine"
      return 0
    fi
  done
}

build() {
  ./mvnw -B -ntp -Pnative -Dmaven.test.skip=true package "$@"
}

graalvm=
[ -n "${NATIVE_CONTAINER:-}" ] || graalvm=$(find_graalvm)
if [ -n "$graalvm" ]; then
  echo "native-build: using $graalvm"
  GRAALVM_HOME=$graalvm
  export GRAALVM_HOME
  build -Dquarkus.native.container-build=false "$@"
else
  engine=$(find_engine)
  if [ -z "$engine" ]; then
    echo "native-build: neither GraalVM or Mandrel 25 (set GRAALVM_HOME) nor a running docker or podman was found: install one of them." >&2
    exit 1
  fi
  echo "native-build: using $engine; the result runs on Linux"
  build -Dquarkus.native.container-build=true -Dquarkus.native.container-runtime="$engine" "$@"
fi

binary=$(find target -maxdepth 1 -name '*-runner' -type f | head -n 1)
if [ -z "$binary" ]; then
  echo "native-build: Maven ended without a binary in target/" >&2
  exit 1
fi
echo "native-build: $(pwd)/$binary, $(($(wc -c <"$binary") / 1048576)) MiB"
