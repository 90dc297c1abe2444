package dev.comm.core.value;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch over the values that this process is reading. It logs a value whose reading takes too long, and logs the
 * end of that reading. A thread cannot be stopped from outside, but the log shows why a call does not return.
 *
 * <p>The watch has neither thread nor timer. Drivers call {@link #look} when they check for stalled peers. Any thread
 * may call.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SlowReadWatch {
    /** The instance of this process. */
    public static final SlowReadWatch PROCESS = new SlowReadWatch(System::nanoTime, SlowReadWatch::warn);

    private static final long LONG_NANOS = 5_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final Set<Reading> running = ConcurrentHashMap.newKeySet();
    private final LongSupplier clock;
    private final Consumer<String> report;

    SlowReadWatch(LongSupplier clock, Consumer<String> report) {
        this.clock = clock;
        this.report = report;
    }

    private static void warn(String sentence) {
        LOG.warn(sentence);
    }

    /** Records that this thread begins to read a value. The thread must call {@link #end} afterwards. */
    Reading begin(Class<?> type, long bytes, String serializer) {
        Reading reading = new Reading(type, bytes, serializer, Thread.currentThread(), clock.getAsLong());
        running.add(reading);
        return reading;
    }

    void end(Reading reading) {
        running.remove(reading);
        if (reading.reported.get()) {
            report.accept(reading.sentence(clock.getAsLong(), "was reading", "and has finished now"));
        }
    }

    /** Logs each reading that takes too long, but only once. */
    public void look() {
        for (Reading reading : running) {
            long now = clock.getAsLong();
            if (now - reading.sinceNanos >= LONG_NANOS && reading.reported.compareAndSet(false, true)) {
                report.accept(reading.sentence(
                        now,
                        "has been reading",
                        "and cannot be stopped; if it goes on, end this process and check the sender of the value"));
            }
        }
    }

    /** A value that a thread reads. */
    static final class Reading {
        private final Class<?> type;
        private final long bytes;
        private final String serializer;
        private final Thread thread;
        private final long sinceNanos;
        private final AtomicBoolean reported = new AtomicBoolean();

        private Reading(Class<?> type, long bytes, String serializer, Thread thread, long sinceNanos) {
            this.type = type;
            this.bytes = bytes;
            this.serializer = serializer;
            this.thread = thread;
            this.sinceNanos = sinceNanos;
        }

        private String sentence(long now, String verb, String end) {
            return "the thread '" + thread.getName() + "' " + verb + " a " + type.getTypeName() + " from " + bytes
                    + " bytes with the serializer '" + serializer + "' for " + (now - sinceNanos) / 1_000_000_000L
                    + " s, " + end;
        }
    }
}
