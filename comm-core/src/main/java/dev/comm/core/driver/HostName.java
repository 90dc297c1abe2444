package dev.comm.core.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The search for the host name of this machine, for display only. It does not query the name service, which could delay
 * the start.
 */
final class HostName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");
    private static final int LENGTH_MAX = 100;

    private HostName() {}

    /** The cache of the name, for processes that join often. */
    private static final class Found {
        private static final String NAME = read();
    }

    /** Returns the host name, or {@code unknown}. */
    static String find() {
        return Found.NAME;
    }

    private static String read() {
        return read(KERNEL, System::getenv);
    }

    /**
     * Returns the name that the kernel gives. A variable comes second, because a scheduler may export the variable of
     * the host from which a job was submitted.
     */
    static String read(Path kernel, UnaryOperator<String> variables) {
        try {
            String name = Files.readString(kernel, StandardCharsets.UTF_8).strip();
            if (!name.isEmpty()) {
                return shortened(name);
            }
        } catch (IOException e) {
            // This system has no such file.
        }
        return Stream.of("HOSTNAME", "COMPUTERNAME")
                .map(variables)
                .filter(value -> value != null && !value.isBlank())
                .map(value -> shortened(value.strip()))
                .findFirst()
                .orElse("unknown");
    }

    private static String shortened(String name) {
        return name.length() <= LENGTH_MAX ? name : name.substring(0, LENGTH_MAX);
    }
}
