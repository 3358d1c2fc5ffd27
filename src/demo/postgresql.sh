# Starts a PostgreSQL server for the demo and puts its URL in the place of the word `postgresql` among the arguments. Sourced by
# tocsin; plain POSIX sh. The server is that of the tests. It ends when nobody holds descriptor 9 any more, so with the demo,
# however that ends.

postgresql_libs=$root/target/demo-postgresql
if [ ! -d "$postgresql_libs" ]; then
  echo "tocsin: fetching a PostgreSQL server for the demo" >&2
  if ! "$root/mvnw" -q -B -ntp -f "$root/pom.xml" dependency:copy-dependencies -DincludeScope=test \
    -DincludeGroupIds=io.zonky.test,io.zonky.test.postgres,org.apache.commons,org.tukaani,commons-io,commons-codec,org.slf4j,org.postgresql \
    -DexcludeArtifactIds=embedded-postgres-binaries-windows-amd64 -DoutputDirectory="$postgresql_libs.part" >&2; then
    echo "tocsin: the PostgreSQL server could not be fetched; give --ledger the URL of an empty database instead" >&2
    exit 1
  fi
  mv "$postgresql_libs.part" "$postgresql_libs"
fi

postgresql_home=$(mktemp -d)
mkfifo "$postgresql_home/until"
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx64m -XX:TieredStopAtLevel=1 -cp "$postgresql_libs/*" \
  "$root/src/demo/Postgresql.java" <"$postgresql_home/until" >"$postgresql_home/url" 2>"$postgresql_home/log" &
postgresql_pid=$!
exec 9>"$postgresql_home/until"

postgresql_url=
postgresql_waited=0
while [ -z "$postgresql_url" ]; do
  if ! kill -0 "$postgresql_pid" 2>/dev/null || [ "$postgresql_waited" -ge 60 ]; then
    cat "$postgresql_home/log" >&2
    echo "tocsin: the PostgreSQL server did not start; give --ledger the URL of an empty database instead" >&2
    exit 1
  fi
  sleep 1
  postgresql_waited=$((postgresql_waited + 1))
  postgresql_url=$(cat "$postgresql_home/url")
done
rm -rf "$postgresql_home"
echo "tocsin: PostgreSQL runs, pid $postgresql_pid" >&2

for postgresql_word do
  shift
  case $postgresql_word in
    postgresql) set -- "$@" "$postgresql_url" ;;
    --ledger=postgresql) set -- "$@" "--ledger=$postgresql_url" ;;
    *) set -- "$@" "$postgresql_word" ;;
  esac
done
