package dev.comm.examples.sky;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The display of tasks, nodes, losses and remaining time: a progress bar on a terminal, otherwise one plain line in ten
 * seconds.
 */
interface DemoProgress extends AutoCloseable {
    /** Shows the progress of the run. */
    void show(int done, int nodes, int lost);

    @Override
    void close();

    /** Returns the progress display that fits the standard error stream. */
    static DemoProgress of(int total, PrintStream err) {
        return System.console() != null ? new Bar(total, err) : new Lines(total, err);
    }

    /** A progress bar. Lines on the standard error stream, such as those of the log, are printed above it. */
    final class Bar implements DemoProgress {
        private final ProgressBar bar;
        private final PrintStream former = System.err;

        Bar(int total, PrintStream err) {
            BarTerminal terminal = new BarTerminal(err);
            System.setErr(terminal.lines());
            bar = new ProgressBarBuilder()
                    .setTaskName("Sky")
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .showSpeed()
                    .setConsumer(terminal)
                    .build();
        }

        @Override
        public void show(int done, int nodes, int lost) {
            bar.setExtraMessage(" " + nodes + " nodes, " + lost + " lost");
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
            System.setErr(former);
        }
    }

    /** Plain lines for logs. */
    final class Lines implements DemoProgress {
        private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

        private final int total;
        private final PrintStream err;
        private final long started = System.nanoTime();
        private long next = started + INTERVAL;

        Lines(int total, PrintStream err) {
            this.total = total;
            this.err = err;
        }

        @Override
        public void show(int done, int nodes, int lost) {
            long now = System.nanoTime();
            if (now < next || done == 0) {
                return;
            }
            next = now + INTERVAL;
            long left = TimeUnit.NANOSECONDS.toSeconds((now - started) / done * (total - done));
            err.println(String.format(
                    Locale.ROOT, "%d of %d tasks, %d nodes, %d lost, about %d s left", done, total, nodes, lost, left));
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
