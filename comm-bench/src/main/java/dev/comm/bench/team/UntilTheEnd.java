package dev.comm.bench.team;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The work of a rank with a library that answers by itself. The rank waits until rank 0 has gone. */
final class UntilTheEnd implements Beat {
    private static final int LOOK_MILLIS = 50;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final BooleanSupplier over;

    UntilTheEnd(BooleanSupplier over) {
        this.over = over;
    }

    @Override
    public boolean isServing() {
        return true;
    }

    @Override
    public void play() throws InterruptedException {
        long until = System.nanoTime() + LONGEST_NANOS;
        while (!over.getAsBoolean() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
