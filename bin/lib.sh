# Shared by the scripts: finds the checkout and a JDK of at least 25.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

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
  ls -t "$root"/application/target/application-*.jar 2>/dev/null | grep -v -- '-original' | head -1
}

build_if_needed() {
  local jar
  jar="$(newest_jar)"
  if [ -z "$jar" ] || [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$jar" -type f -print -quit 2>/dev/null)" ]; then
    echo "Building Innodus (the first time downloads its libraries)…" >&2
    (cd "$root" && ./mvnw -q -B -DskipTests package >&2)
  fi
}
