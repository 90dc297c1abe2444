package dev.comm.api.support;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which values are being read in this process, and tells of each that takes too long, once, and once more when it
 * is through. A thread cannot be stopped from outside; but somebody may want to know why a call does not return, and
 * who sent that.
 *
 * <p>It has neither thread nor timer: cranks look here whenever they look for peers that do not keep up. Any thread may
 * call.
 */
final class ReadWatch {
    /** The one of this process, like the threads that it knows. */
    static final ReadWatch PROCESS = new ReadWatch(System::nanoTime, ReadWatch::warn);

    private static final long LONG_NANOS = 5_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final Set<Reading> running = ConcurrentHashMap.newKeySet();
    private final LongSupplier clock;
    private final Consumer<String> report;

    ReadWatch(LongSupplier clock, Consumer<String> report) {
        this.clock = clock;
        this.report = report;
    }

    private static void warn(String sentence) {
        LOG.warn(sentence);
    }

    /** This thread begins to read a value; it has to {@link #end} that. */
    Reading begin(Class<?> type, long bytes, String serializer) {
        Reading reading = new Reading(type, bytes, serializer, Thread.currentThread(), clock.getAsLong());
        running.add(reading);
        return reading;
    }

    void end(Reading reading) {
        running.remove(reading);
        if (reading.reported.get()) {
            report.accept(reading.sentence(clock.getAsLong(), "was reading", "and is through now"));
        }
    }

    /** Tells of what takes too long and was not told of yet. */
    void look() {
        for (Reading reading : running) {
            long now = clock.getAsLong();
            if (now - reading.sinceNanos >= LONG_NANOS && reading.reported.compareAndSet(false, true)) {
                report.accept(reading.sentence(
                        now,
                        "has been reading",
                        "and cannot be stopped; if this goes on, end the process and look at who sent that"));
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
