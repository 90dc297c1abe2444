package dev.comm.launcher;

import dev.comm.api.RunId;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small shell beside the launcher. If the launcher is killed, the shell ends all processes of the run and deletes the
 * secret.
 *
 * <p>Where {@code /proc} exists, the shell finds the processes by the mark of the run. It asks a process to end only
 * after the parent of the process has ended, because a rank decides how its children end. The shell also reads the
 * process ids of the ranks from its input. The end of the input means that the launcher has ended. The launcher removes
 * the id of an ended process at once, so that the guardian signals no other process with the same id. Without a shell
 * there is no guardian.
 */
final class Guardian implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);

    static final String SCRIPT = """
            trap '' INT TERM HUP
            folder=$1 grace=$2 mark=$3 pids=
            while read -r word pid; do
              case $word in
                done) exit 0 ;;
                add) pids="$pids $pid" ;;
                remove)
                  rest=
                  for each in $pids; do [ "$each" = "$pid" ] || rest="$rest $each"; done
                  pids=$rest ;;
              esac
            done
            rm -f "$folder"/*
            rmdir "$folder"
            ranks() {
              for each in $pids; do ! kill -0 "$each" || echo "$each"; done
            }
            marked() {
              grep -lsF "$mark" /proc/[0-9]*/environ | sed 's/[^0-9]//g'
            }
            parent() {
              sed 's/.*) . \\([0-9]*\\) .*/\\1/' "/proc/$1/stat"
            }
            roots() {
              all=" $(marked | tr '\\n' ' ')"
              for each in $all; do
                case $all in
                  *" $(parent "$each") "*) ;;
                  *) echo "$each" ;;
                esac
              done
            }
            ask() {
              for each; do
                case "$asked " in
                  *" $each "*) ;;
                  *) asked="$asked $each"; kill -TERM "$each" ;;
                esac
              done
            }
            end() {
              [ $# -eq 0 ] || kill -KILL "$@"
            }
            asked=
            while [ "$grace" -gt 0 ] && [ -n "$(ranks; marked)" ]; do
              ask $(ranks; roots)
              sleep 1
              grace=$((grace - 1))
            done
            end $(ranks; marked)
            end $(marked)
            """;

    private final PrintStream list;

    private Guardian(Process shell) {
        this.list = shell == null ? null : new PrintStream(shell.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    /** Starts the shell. */
    static Guardian watch(RunFolder folder, Duration grace, RunId id) {
        String seconds = Long.toString(Math.max(1, grace.toSeconds()));
        try {
            return new Guardian(new ProcessBuilder(
                            "sh", "-c", SCRIPT, "comm-guardian", folder.path().toString(), seconds, id.toString())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            LOG.warn("no shell can end the ranks if this process is killed: {}", e.toString());
            return new Guardian(null);
        }
    }

    void add(Process process) {
        tell("add", process);
    }

    void remove(Process process) {
        tell("remove", process);
    }

    private void tell(String word, Process process) {
        if (list != null) {
            list.println(word + " " + process.pid());
        }
    }

    /** Ends the shell. The launcher itself ends the remaining ranks. */
    @Override
    public void close() {
        if (list != null) {
            list.println("done");
            list.close();
        }
    }
}
