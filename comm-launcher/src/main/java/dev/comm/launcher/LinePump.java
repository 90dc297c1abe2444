package dev.comm.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Copies one output stream of one rank line by line, with the rank as prefix; lines of several ranks do not mix. */
final class LinePump implements Runnable {
    /** The maximum length of a line; longer lines are split. */
    private static final int LINE_BYTES_MAX = 64 * 1024;

    private final byte[] tag;
    private final InputStream from;
    private final PrintStream to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LinePump(int rank, InputStream from, PrintStream to) {
        this.tag = ("[" + rank + "] ").getBytes(StandardCharsets.US_ASCII);
        this.from = from;
        this.to = to;
    }

    /** Copies until the stream ends; adds a line end to the last line if it has none. */
    @Override
    public void run() {
        byte[] chunk = new byte[8192];
        try (from) {
            for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                take(chunk, count);
            }
        } catch (IOException e) {
            line.writeBytes(("(output lost: " + e + ")").getBytes(StandardCharsets.UTF_8));
        }
        if (line.size() > 0) {
            line.write('\n');
            print();
        }
    }

    private void take(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            begin();
            line.write(chunk[i]);
            if (chunk[i] == '\n') {
                print();
            } else if (line.size() >= LINE_BYTES_MAX) {
                line.write('\n');
                print();
            }
        }
        to.flush();
    }

    private void begin() {
        if (line.size() == 0) {
            line.writeBytes(tag);
        }
    }

    private void print() {
        byte[] whole = line.toByteArray();
        to.write(whole, 0, whole.length); // one call, which locks the stream
        line.reset();
    }
}
