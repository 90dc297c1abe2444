package dev.comm.launcher.stream;

import dev.comm.launcher.stream.TaggedOutput.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;

/**
 * The copy of one output stream of one rank, line by line, with the rank as prefix. Lines of several ranks do not mix.
 * A part of a line that does not grow for a while is printed, because it may be a prompt or a progress bar.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LinePump implements Runnable {
    /** The maximum length of a line. Longer lines are split. */
    private static final int LINE_BYTES_MAX = 64 * 1024;

    private static final byte[] LINE_END = {'\n'};

    private final InputStream from;
    private final TaggedOutput output;
    private final Source source;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long grewNanos;
    private boolean partial;

    /** Creates a copy from the stream of a rank to a stream of the launcher. */
    public LinePump(int rank, InputStream from, PrintStream to, TaggedOutput output) {
        this.from = from;
        this.output = output;
        this.source = new Source("[" + rank + "] ", to);
    }

    /**
     * Copies until the stream ends. Adds a line end to the last line if it has none.
     *
     * <p>The method holds the monitor of the stream all the time, because the stream may be the pipe of a process. When
     * the process ends, the JDK takes this monitor and closes the stream, although other processes may still write into
     * the pipe.
     */
    @Override
    public void run() {
        byte[] chunk = new byte[8192];
        synchronized (from) {
            try (from) {
                for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                    take(chunk, count);
                }
            } catch (IOException e) {
                byte[] text = ("(output lost: " + e + ")").getBytes(StandardCharsets.UTF_8);
                take(text, text.length);
            }
        }
        end();
    }

    private synchronized void take(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            line.write(chunk[i]);
            if (chunk[i] == '\n') {
                print();
            } else if (line.size() + source.tag().length() >= LINE_BYTES_MAX) {
                line.write('\n');
                print();
            }
        }
        grewNanos = System.nanoTime();
        output.flush(source.to());
    }

    private void print() {
        output.write(source, line.toByteArray());
        partial = false;
        line.reset();
    }

    /** Prints the part of a line that has not grown for the given time. */
    synchronized void printPartial(long standingNanos) {
        if (line.size() > 0 && System.nanoTime() - grewNanos >= standingNanos) {
            print();
            partial = true;
            output.flush(source.to());
        }
    }

    private synchronized void end() {
        if (line.size() > 0) {
            line.write('\n');
            print();
        } else if (partial) {
            output.write(source, LINE_END);
        }
        output.flush(source.to());
    }
}
