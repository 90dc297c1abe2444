package dev.comm.testkit.sim.process;

/** The monotonic clock of a process. It starts at any time, goes forward at its own rate, and never jumps. */
final class DriftingClock {
    private final Simulation simulation;
    private long setNanos;
    private long shownNanos;
    private double rate;

    DriftingClock(Simulation simulation, long startNanos, double rate) {
        this.simulation = simulation;
        this.setNanos = simulation.now();
        this.shownNanos = startNanos;
        this.rate = rate;
    }

    void rate(double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("a monotonic clock goes forward: rate " + value);
        }
        shownNanos = nanos();
        setNanos = simulation.now();
        rate = value;
    }

    long nanos() {
        long since = simulation.now() - setNanos;
        return shownNanos + (rate == 1 ? since : (long) (since * rate));
    }

    /** Returns the time of the world at which the clock will show a time, if its rate stays the same. */
    long worldNanos(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long until = Math.min(Long.MAX_VALUE / 4, nanos - shownNanos);
        // One nanosecond more, so that the clock shows no less when the time has come.
        return setNanos + (rate == 1 ? until : (long) Math.min(until / rate, Long.MAX_VALUE / 2) + 1);
    }
}
