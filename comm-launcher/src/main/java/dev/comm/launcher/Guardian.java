package dev.comm.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small shell beside the launcher. If the launcher is killed, the shell ends the ranks and deletes the secret.
 *
 * <p>It reads the process ids of the ranks; the end of its input means the end of the launcher. The launcher removes an
 * ended process at once, so the guardian signals no other process with the same id. Without a shell there is no
 * guardian.
 */
final class Guardian implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            folder=$1 grace=$2 pids=
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
            rm -f "$folder/secret" "$folder/master" "$folder/departures" "$folder"/*.key "$folder"/*.pem
            rmdir "$folder"
            [ -n "$pids" ] || exit 0
            kill -TERM $pids
            alive() {
              for each in $pids; do ! kill -0 "$each" || return 0; done
              return 1
            }
            while [ "$grace" -gt 0 ] && alive; do sleep 1; grace=$((grace - 1)); done
            kill -KILL $pids
            """;

    private final PrintStream list;

    private Guardian(Process shell) {
        this.list = shell == null ? null : new PrintStream(shell.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    /** Starts the shell. */
    static Guardian watch(RunFolder folder, Duration grace) {
        String seconds = Long.toString(Math.max(1, grace.toSeconds()));
        try {
            return new Guardian(new ProcessBuilder(
                            "sh", "-c", SCRIPT, "comm-guardian", folder.path().toString(), seconds)
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

    /** Ends the shell; the launcher itself ends the remaining ranks. */
    @Override
    public void close() {
        if (list != null) {
            list.println("done");
            list.close();
        }
    }
}
