package dev.comm.launcher.hosts;

import dev.comm.api.launch.Launch;
import dev.comm.cluster.SlurmProvider;
import dev.comm.core.role.ExitCode;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that starts the probe on each host. A shell starts it, and reports in its place if there is no Java, an
 * old one, or no jar.
 */
final class ProbeCommand {
    private static final String SCRIPT = """
            mark=$1 java=$2 jars=$3
            shift 3
            say() { printf '%s %s %s\\n' "$mark" "$1" "$2"; }
            "$java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$jars" "$@" && exit 0
            say host "$SLURMD_NODENAME"
            if version=$("$java" -version 2>&1); then
              say java "$(printf '%s\\n' "$version" | sed -n 's/.* version "\\([^"]*\\)".*/\\1/p' | head -n 1)"
              IFS=:
              for jar in $jars; do [ -r "$jar" ] || { say jars "$jar"; break; }; done
            else
              say java none
            fi
            """;

    private ProbeCommand() {}

    /**
     * Returns the words of the command.
     *
     * @param java the command for Java on the hosts
     * @param id the id of the check
     * @param patience how long a host waits for the first one
     */
    static List<String> words(String java, String id, Duration patience) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", ProbeLine.MARK, java, jars()));
        words.addAll(List.of(HostProbe.class.getName(), id, Long.toString(patience.toMillis()), folder()));
        return words;
    }

    static String folder() {
        return Path.of("").toAbsolutePath().toString();
    }

    private static String jars() {
        return Stream.of(HostProbe.class, SlurmProvider.class, Launch.class, ExitCode.class)
                .map(ProbeCommand::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file has " + type, e);
        }
    }
}
