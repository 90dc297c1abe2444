package dev.comm.launcher.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/** The timer that prints parts of lines that have not grown for 100 ms. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PartialLines implements AutoCloseable {
    private static final Duration STANDING = Duration.ofMillis(100);

    private final List<LinePump> pumps = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "comm-run-partial-lines");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts the timer. */
    public PartialLines() {
        long period = STANDING.toMillis() / 2;
        timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    /** Adds a pump whose lines are checked too. */
    public void add(LinePump pump) {
        pumps.add(pump);
    }

    private void look() {
        pumps.forEach(each -> each.printPartial(STANDING.toNanos()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
