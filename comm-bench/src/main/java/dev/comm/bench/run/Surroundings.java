package dev.comm.bench.run;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine on which the measurements run. */
final class Surroundings {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    /** The number of files that a process opens besides its connections. */
    private static final int OTHER_FILES = 200;

    private Surroundings() {}

    /** Returns a description in one sentence. */
    static String text() {
        return "Measured on " + Runtime.getRuntime().availableProcessors() + " cores (" + processor() + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", JDK " + System.getProperty("java.vm.version") + " ("
                + System.getProperty("java.vendor") + "), all processes on this machine.";
    }

    private static String processor() {
        try (Stream<String> lines = Files.exists(PROCESSORS) ? Files.lines(PROCESSORS) : Stream.empty()) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown model");
        } catch (IOException e) {
            return "unknown model";
        }
    }

    /** Returns whether a process may hold this number of connections. */
    static boolean holds(int connections) {
        return !(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
                || system.getMaxFileDescriptorCount() >= connections + OTHER_FILES;
    }
}
