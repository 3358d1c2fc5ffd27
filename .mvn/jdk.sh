# Chooses a JDK 25 or newer and exports it as JAVA_HOME. Sourced by mvnw and tocsin; plain POSIX sh, safe under `set -euf`.
# JAVA_HOME wins when it is new enough; then the usual places of each system; then the `java` on PATH.

# Prints the major version of the Java home $1 from its release file, else by asking it; 0 when there is none.
tocsin_jdk_major() {
  if [ ! -x "$1/bin/java" ]; then echo 0; return 0; fi
  tocsin_version=
  if [ -r "$1/release" ]; then
    tocsin_version=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release" | head -n 1)
  fi
  if [ -z "$tocsin_version" ]; then
    tocsin_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9][0-9]*\).*/\1/p' | head -n 1)
  fi
  echo "${tocsin_version:-0}"
}

# True when $1 is a JDK (or, with TOCSIN_JRE set, a mere runtime) of version 25 or newer.
tocsin_jdk_fits() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && { [ -x "$1/bin/javac" ] || [ -n "${TOCSIN_JRE:-}" ]; } && [ "$(tocsin_jdk_major "$1")" -ge 25 ]
}

# Prints the first home that fits, or nothing.
tocsin_find_jdk() {
  if tocsin_jdk_fits "${JAVA_HOME:-}"; then echo "$JAVA_HOME"; return 0; fi
  set +f
  for tocsin_home in \
    /usr/lib/jvm/*25* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/25* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/current \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk@25/libexec \
    "$HOME"/.jdks/*25* \
    "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/java/*25* \
    "${MISE_DATA_DIR:-$HOME/.local/share/mise}"/installs/java/*25* \
    /opt/java* /opt/java/* /opt/*jdk*25* /opt/*25*jdk* \
    /usr/java/*25* /usr/local/*jdk*25* \
    /usr/lib/jvm/* \
    "${GRAALVM_HOME:-}"
  do
    if tocsin_jdk_fits "$tocsin_home"; then echo "$tocsin_home"; return 0; fi
  done
  tocsin_java=$(command -v java 2>/dev/null) || return 0
  tocsin_home=$("$tocsin_java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  if tocsin_jdk_fits "$tocsin_home"; then echo "$tocsin_home"; fi
  return 0
}

HOME=${HOME:-/nonexistent}
# In a subshell, so that the caller keeps its shell options.
if JAVA_HOME=$(tocsin_find_jdk) && [ -n "$JAVA_HOME" ]; then
  export JAVA_HOME
  PATH=$JAVA_HOME/bin:$PATH
  export PATH
else
  echo "tocsin: no JDK 25 found: install one (for example Eclipse Temurin 25, https://adoptium.net) or set JAVA_HOME to it." >&2
  exit 1
fi
