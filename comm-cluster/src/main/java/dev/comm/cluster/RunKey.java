package dev.comm.cluster;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The key that tells a run from all others. The id of the run, the name of its folder and its ports follow from it.
 *
 * @param label the name of the folder
 * @param run the id of the run, 32 hexadecimal digits
 */
record RunKey(String label, String run) {
    private static final int PORTS = 8;
    /** Below the ports that systems give to clients. */
    private static final int FIRST_PORT = 20_000;

    private static final int BLOCKS = 1_500;
    private static final int LABEL_LENGTH_MAX = 80;

    /**
     * Returns the key of a run.
     *
     * @param manager the name of the provider
     * @param text equal in all processes of the run, and new for each run
     */
    static RunKey of(String manager, String text) {
        String run = HexFormat.of().formatHex(digest(manager + ' ' + text), 0, 16);
        boolean isName = text.matches("[A-Za-z0-9][A-Za-z0-9._-]*") && text.length() <= LABEL_LENGTH_MAX;
        return new RunKey(isName ? text : manager + '-' + run, run);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns the ports at which rank 0 may listen, the same ones in all processes of the run. */
    List<Integer> ports() {
        int block = Integer.parseInt(run.substring(0, 6), 16) % BLOCKS;
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < PORTS; i++) {
            ports.add(FIRST_PORT + block * PORTS + i);
        }
        return ports;
    }

    /**
     * Returns the folder in which the ranks meet: below {@code COMM_SHARED}, else below {@code .comm} in the folder
     * from which the job was submitted, else in the working folder.
     */
    Path folder(Variables variables) {
        try {
            return variables
                    .text("COMM_SHARED")
                    .map(Path::of)
                    .orElseGet(() -> Path.of(variables.text("SLURM_SUBMIT_DIR").orElse(""))
                            .resolve(".comm"))
                    .toAbsolutePath()
                    .resolve(label);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("correct COMM_SHARED; a path is expected: " + e.getReason(), e);
        }
    }
}
