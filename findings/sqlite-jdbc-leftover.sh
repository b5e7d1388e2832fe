#!/bin/sh
# A killed process leaves the driver's native library in the temporary folder for good.
#
# Version:  org.xerial:sqlite-jdbc 3.54.1.0, OpenJDK 17.
# Seen:     Every start unpacks the library (1.1 MB) under a new name into java.io.tmpdir, with an empty .lck file
#           beside it. A process that ends takes both away. One that is killed leaves them, and no later start, killed
#           or not, removes them: after three kills and a proper run three libraries lie there.
# Expected: That the next start removes them: SQLiteJDBCLoader looks for old libraries at its first use (cleanup()) and
#           deletes those that have no .lck file. A service that is killed often, say by the kernel for want of memory,
#           fills its temporary folder.
# Why:      The .lck file is an empty file and no lock. Who is killed leaves it too, so his library looks used for
#           ever.
# Output:   after a proper run 0, after three kills 3, after one more proper run 3
. "$(dirname "$0")/prepare"
jars org.xerial:sqlite-jdbc:3.54.1.0
mkdir tmp
cat >Open.java <<'JAVA'
import java.sql.DriverManager;

public class Open {
    public static void main(String[] arguments) throws Exception {
        DriverManager.getConnection("jdbc:sqlite::memory:").createStatement().execute("SELECT 1");
        if (arguments.length > 0) {
            new ProcessBuilder("kill", "-KILL", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
        }
    }
}
JAVA
run() {
  java -Djava.io.tmpdir="$work/tmp" -cp 'jars/*' Open.java "$@" >java.log 2>&1
}
left() {
  find tmp -name '*.so' | wc -l
}
run
came="after a proper run $(left)"
for _ in 1 2 3; do
  run kill || [ $? -eq 137 ] || give_up "$(cat java.log)"
done
came="$came, after three kills $(left)"
run
came="$came, after one more proper run $(left)"
verdict "after a proper run 0, after three kills 3, after one more proper run 3" "$came"
