# Shared by ./bouton and ./test: finds a JDK and guards the build. Read with `.`; needs $root, sets $jdk.
# POSIX sh. On the quick path (a JDK is found, nothing to build) it starts no process of its own.

required_java=25

# Is $1 the home of a JDK that is new enough? Reads its file `release` with the shell alone.
usable_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      value=${value%%[!0-9]*}
      [ "${value:-0}" -ge "$required_java" ]
      return
    fi
  done < "$1/release"
  return 1
}

find_jdk() {
  for jdk in "${JAVA_HOME:-}" "${JDK_HOME:-}"; do
    [ -n "$jdk" ] && usable_jdk "$jdk" && return 0
  done
  jdk=$(command -v java 2> /dev/null) && jdk=$(readlink -f "$jdk" 2> /dev/null) && jdk=${jdk%/bin/java} \
    && usable_jdk "$jdk" && return 0
  for jdk in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/*; do
    usable_jdk "$jdk" && return 0
  done
  jdk=
  return 1
}

require_jdk() {
  find_jdk && return 0
  cat >&2 << MESSAGE
$me: needs a JDK, version $required_java or later, and found none.
  Install one, for example Eclipse Temurin $required_java (https://adoptium.net), or with a package manager:
    Debian, Ubuntu   apt install openjdk-$required_java-jdk   (or temurin-$required_java-jdk from Adoptium)
    Fedora           dnf install java-$required_java-openjdk-devel
    macOS            brew install --cask temurin@$required_java
    SDKMAN           sdk list java, then sdk install java with an identifier of version $required_java
  If it is installed already, set JAVA_HOME to its folder.
  Looked at: JAVA_HOME (${JAVA_HOME:-not set}), JDK_HOME (${JDK_HOME:-not set}), java on the PATH,
  /usr/lib/jvm, /Library/Java/JavaVirtualMachines, ~/.sdkman/candidates/java.
MESSAGE
  exit 1
}

require_maven() {
  command -v mvn > /dev/null 2>&1 && return 0
  cat >&2 << MESSAGE
$me: needs Maven, version 3.8.7 or later, to build the sources, and found no mvn on the PATH.
  Install it: apt install maven, dnf install maven, brew install maven, sdk install maven,
  or from https://maven.apache.org.
MESSAGE
  exit 1
}

# Maven on the JDK that was found; the format check reads the sources with the parser of its own JVM.
# The two options only silence warnings of newer JVMs about Maven's own libraries.
run_maven() {
  JAVA_HOME=$jdk MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
    mvn -B "$@" 9>&-
}

# One build at a time in this tree. The lock ends with the process or with unlock_build.
lock_build() {
  try_lock_build && return 0
  echo "$me: another build of this tree is running, waiting for it" >&2
  if [ -z "${lock_folder:-}" ]; then
    flock 9
  else
    until try_lock_build; do sleep 1; done
  fi
}

try_lock_build() {
  mkdir -p "$root/cli/target"
  if command -v flock > /dev/null 2>&1; then
    exec 9> "$root/cli/target/.build.lock"
    flock -n 9
    return
  fi
  # No flock, as on macOS: a folder that names its owner. One whose owner is gone is broken up.
  lock_folder=$root/cli/target/.build.lock.d
  if ! mkdir "$lock_folder" 2> /dev/null; then
    owner=$(cat "$lock_folder/owner" 2> /dev/null) || return 1
    [ -n "$owner" ] && ! kill -0 "$owner" 2> /dev/null || return 1
    rm -rf "$lock_folder"
    mkdir "$lock_folder" 2> /dev/null || return 1
  fi
  echo $$ > "$lock_folder/owner"
  trap 'rm -rf "$lock_folder"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

unlock_build() {
  if [ -z "${lock_folder:-}" ]; then
    exec 9>&-
  else
    rm -rf "$lock_folder"
    trap - EXIT INT TERM
  fi
}
