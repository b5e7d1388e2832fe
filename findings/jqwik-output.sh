#!/bin/sh
# Every run prints a sentence to standard output that is no part of any report, without an end of line.
#
# Version:  net.jqwik:jqwik 1.10.1, JUnit Platform 6.1.3, OpenJDK 17.
# Seen:     With one passing property standard output begins with a sentence that tells automated readers of test
#           results what to do with them. Its line does not end: the timestamp of the first report, or whatever the
#           first test logs, stands on the same line. So the first line of a log does not parse, and whoever has a log
#           read by a program has a stranger's instructions in it.
# Expected: That a test engine prints reports, or a notice on a line of its own. The parameter
#           jqwik.hideAntiAiClause=true does not take the sentence away, it adds the control codes that erase it on a
#           terminal; in a file both stand.
# Output:   first report mid-line; hidden: first report mid-line, after 10 bytes that erase a line
. "$(dirname "$0")/prepare"
jars org.junit.platform:junit-platform-console:6.1.3 org.junit.platform:junit-platform-engine:6.1.3 \
  org.junit.platform:junit-platform-commons:6.1.3 net.jqwik:jqwik:1.10.1
mkdir classes
cat >OneTest.java <<'JAVA'
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

public class OneTest {
    @Property(tries = 3)
    boolean isEvenTwice(@ForAll int number) {
        return number * 2 % 2 == 0;
    }
}
JAVA
javac -cp 'jars/*' -d classes OneTest.java
# run OUT ARGUMENT...: what the engine prints, and nothing of the launcher.
run() {
  out=$1
  shift
  java -cp "jars/*:classes" org.junit.platform.console.ConsoleLauncher execute --scan-class-path classes \
    --disable-banner --details none "$@" >"$out" 2>java.log || give_up "$(head -n 1 java.log)"
}
place() {
  if head -n 1 "$1" | grep -q '^timestamp = '; then
    printf 'first report on its own line'
  elif head -n 1 "$1" | grep -q 'timestamp = '; then
    printf 'first report mid-line'
  else
    printf 'no report in the first line'
  fi
}
erase=$(printf '\033[2K\r\033[2K\r')
run plain.out
run hidden.out --config jqwik.hideAntiAiClause=true
came="$(place plain.out); hidden: $(place hidden.out)"
if head -n 1 hidden.out | grep -qF "$erase"; then
  came="$came, after ${#erase} bytes that erase a line"
fi
verdict "first report mid-line; hidden: first report mid-line, after 10 bytes that erase a line" "$came"
