package dev.comm.bench.run;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine that measures. */
final class Surroundings {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    /** The files that a process opens besides its connections. */
    private static final int OTHER_FILES = 200;

    private Surroundings() {}

    /** In a sentence. */
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

    /** Whether a process may hold so many connections. */
    static boolean holds(int connections) {
        return !(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
                || system.getMaxFileDescriptorCount() >= connections + OTHER_FILES;
    }
}
