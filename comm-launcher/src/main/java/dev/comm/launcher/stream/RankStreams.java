package dev.comm.launcher.stream;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** The output streams of all ranks of a run. The launcher prints its own lines between the lines of the ranks. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RankStreams implements AutoCloseable {
    private final PrintStream out;
    private final PrintStream err;
    private final TaggedOutput output;
    private final PartialLines partial = new PartialLines();

    /**
     * Creates the streams of a run.
     *
     * @param lost action that receives the first of the two streams that cannot be written
     */
    public RankStreams(PrintStream out, PrintStream err, Consumer<PrintStream> lost) {
        this.out = out;
        this.err = err;
        this.output = new TaggedOutput(lost);
    }

    /** Copies the output of a rank, with the rank as prefix of each line. Returns the threads that copy. */
    public List<Thread> copy(int rank, InputStream rankOut, InputStream rankErr) {
        return List.of(start(rank, "out", rankOut, out), start(rank, "err", rankErr, err));
    }

    private Thread start(int rank, String name, InputStream from, PrintStream to) {
        LinePump pump = new LinePump(rank, from, to, output);
        Thread thread = new Thread(pump, "rank-" + rank + "-" + name);
        thread.setDaemon(true);
        thread.start();
        partial.add(pump);
        return thread;
    }

    /** Prints a line of the launcher. */
    public void say(String line) {
        output.breakLine();
        err.println("comm run: " + line);
    }

    /** Flushes all written lines. */
    public void flush() {
        output.flush(out);
        output.flush(err);
    }

    @Override
    public void close() {
        partial.close();
    }
}
