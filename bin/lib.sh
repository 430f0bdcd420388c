# Shared by the scripts: finds the checkout and a JDK of at least 25.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
server="$root/application/target/server"
java_options=(-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

java_version() {
  "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1
}

# INNODUS_JVMS: where else than in JAVA_HOME and on the path a JDK may be
find_java() {
  local candidate on_path="" version seen=""
  if command -v java >/dev/null 2>&1; then
    on_path="$(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.home = //p')"
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" ${INNODUS_JVMS-/usr/lib/jvm/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home}; do
    [ -n "$candidate" ] && [ -x "$candidate/bin/java" ] || continue
    version="$(java_version "$candidate")"
    if [ -x "$candidate/bin/javac" ] && [ "${version:-0}" -ge 25 ]; then
      export JAVA_HOME="$candidate"
      return
    fi
    seen="${seen:-; found only ${version:-an unknown version} in $candidate}"
  done
  echo "Innodus needs a JDK 25 or newer: set JAVA_HOME to one$seen." >&2
  exit 1
}

newest_jar() {
  ls -t "$root"/application/target/application-*.jar 2>/dev/null | head -1 || true
}

# The jar is unpacked and started once on a throw-away database, so that every later start finds its classes loaded and
# linked in a cache (JEP 514): a third of the time.
prepare_start() {
  local jar="$1" scratch
  echo "Preparing quick starts…" >&2
  rm -rf "$server"
  "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$server" >/dev/null
  mv "$server"/application-*.jar "$server/application.jar"
  scratch="$(mktemp -d)"
  INNODUS_DATA="$scratch" INNODUS_DEMO=false INNODUS_DATABASE_URL='' SERVER_PORT=0 \
    "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:AOTCacheOutput="$server/application.aot" \
    -Dspring.context.exit=onRefresh -jar "$server/application.jar" >"$server/preparation.log" 2>&1 ||
    echo "Could not prepare quick starts (see $server/preparation.log); starts just take longer." >&2
  rm -rf "$scratch"
}

build_if_needed() {
  local jar
  jar="$(newest_jar)"
  if [ -z "$jar" ] || [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$jar" -type f -print -quit 2>/dev/null)" ]; then
    echo "Building Innodus (the first time downloads its libraries)…" >&2
    (cd "$root" && ./mvnw -q -B -DskipTests package >&2)
    jar="$(newest_jar)"
  fi
  if [ ! -f "$server/application.jar" ] || [ "$jar" -nt "$server/preparation.log" ]; then
    prepare_start "$jar"
  fi
  if [ -f "$server/application.aot" ]; then
    # what the JVM could not take from its cache it makes anew; nobody need read that
    java_options+=(-XX:AOTCache="$server/application.aot" "-Xlog:aot*=error")
  fi
}
