# Shared by the scripts: finds the checkout and a JDK of at least 25.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

java_version() {
  "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1
}

find_java() {
  local candidate on_path=""
  if command -v java >/dev/null 2>&1; then
    on_path="$(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.home = //p')"
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] && [ "$(java_version "$candidate")" -ge 25 ] 2>/dev/null; then
      export JAVA_HOME="$candidate"
      return
    fi
  done
  echo "Innodus needs a JDK 25 or newer: set JAVA_HOME to one." >&2
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
