package dev.comm.api.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine's name, for people. Not asked of the name service, which may keep a start waiting. */
final class HostName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");
    private static final int LENGTH_MAX = 100;

    private HostName() {}

    /** Read once: a process that joins often need not look it up each time. */
    private static final class Found {
        private static final String NAME = read();
    }

    /** The name, or {@code unknown}. */
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
