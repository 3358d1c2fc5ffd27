#!/usr/bin/env bash
# Runs every step of the native build but the compiler, which needs a GraalVM, and asserts on what the steps register: whatever native
# code reaches by name only must be in these lists. It says nothing about reachability or initialisation: it is no native test.
# Needs compiled classes: run it after ./mvnw verify.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)
cd "$root"
# shellcheck source=/dev/null
. .mvn/jdk.sh

work=$root/target/native-augmentation
rm -rf "$work"
mkdir -p "$work/src" "$work/target"
cp -R pom.xml mvnw .mvn "$work/"
cp -R src/main "$work/src/"
cp -Rp target/classes "$work/target/"
log=$work/build.log
echo "native: running the build's steps (log: ${log#"$root/"})"
if ! (cd "$work" && ./mvnw -B -ntp -Pnative,quick -Dquarkus.build.skip=false -Dquarkus.generate-code.skip=false -Dmaven.main.skip=true \
  -Dquarkus.native.sources-only=true -Dmaven.test.skip=true package) >"$log" 2>&1; then
  tail -n 40 "$log" >&2
  exit 1
fi

found=$work/target/native-sources
lists=$work/lists
mkdir -p "$lists"
(cd "$lists" && "$JAVA_HOME/bin/jar" xf "$found"/*-runner.jar META-INF/native-image)
reflection=$(cat "$lists/META-INF/native-image/reflect-config.json")
resources=$(cat "$lists/META-INF/native-image/resource-config.json")
commands=$(cat "$lists"/META-INF/native-image/picocli-generated/*/*/reflect-config.json)
arguments=$(cat "$found/native-image.args")
passed=0
failed=0

# Whether the text $2 has $3; $1 says what that is.
has() {
  if [[ $2 == *"$3"* ]]; then
    passed=$((passed + 1))
  else
    echo "native: $1 is not registered: $3" >&2
    failed=$((failed + 1))
  fi
}

# SQLite's driver is made by no name: its data source names the class.
has "a driver" "$reflection" '"org.postgresql.Driver"'
for type in core.internal.database.sqlite.SQLiteDatabaseType database.postgresql.PostgreSQLDatabaseType; do
  has "what migrates a database" "$reflection" "\"org.flywaydb.$type\""
done
has "what Flyway logs by" "$reflection" '"org.flywaydb.core.internal.logging.slf4j.Slf4jLogCreator"'
has "the list of what migrates" "$resources" "META-INF/services/org.flywaydb.core.extensibility.Plugin"
has "the migrations" "$resources" '"db/migration/.*"'
while IFS= read -r file; do
  has "a page" "$resources" "${file#src/main/resources/}"
done < <(find src/main/resources/templates -name '*.html' 2>/dev/null)
for folder in src/main/resources/*/; do
  folder=$(basename "$folder")
  case $folder in META-INF | db | templates) ;; *) has "a folder" "$resources" "\"$folder/.*\"" ;; esac
done
while IFS= read -r file; do
  name=${file#src/main/java/}
  name=${name%.java}
  has "a command" "$commands" "\"${name//\//.}\""
done < <(grep -rl '^@Command(' src/main/java)
while IFS= read -r file; do
  name=${file#src/main/java/}
  name=${name%.java}
  has "an endpoint" "$reflection" "\"${name//\//.}\""
done < <(grep -rlE '^@Path\(' src/main/java/dev/tocsin/api src/main/java/dev/tocsin/web)
has "the heap" "$arguments" "-R:MaxHeapSize="
has "the size" "$arguments" "-Os"
has "the size" "$arguments" "-H:+RelativeCodePointers"
has "the memory" "$arguments" "-H:CodeInfoIndexGranularity=2048"
has "no charset but those of Java itself" "$arguments" "--exclude-config okhttp /META-INF/native-image/okhttp/okhttp/native-image.properties"
has "the end without memory" "$arguments" "-R:+ExitOnOutOfMemoryError"
has "what draws a seed" "$arguments" "--initialize-at-run-time=io.vertx.ext.mail.impl.sasl.NTLMEngineImpl"
has "any CPU of the architecture" "$arguments" "-march=compatibility"
has "no way back to a JVM" "$arguments" "--no-fallback"

echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
