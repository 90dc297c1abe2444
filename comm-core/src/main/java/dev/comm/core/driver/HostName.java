package dev.comm.core.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String value = System.getenv(variable);
            if (value != null && !value.isBlank()) {
                return shortened(value.strip());
            }
        }
        try {
            String name = Files.readString(KERNEL, StandardCharsets.UTF_8).strip();
            return name.isEmpty() ? "unknown" : shortened(name);
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String shortened(String name) {
        return name.length() <= LENGTH_MAX ? name : name.substring(0, LENGTH_MAX);
    }
}
