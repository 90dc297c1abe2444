package dev.comm.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The recorded variables of a process. */
final class Recorded {
    private Recorded() {}

    /** A map that may be changed. */
    static Map<String, String> environment(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream(name + ".env")) {
            Map<String, String> variables = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int equals = line.indexOf('=');
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            });
            return variables;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
