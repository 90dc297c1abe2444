package dev.comm.testkit.sim;

/** A machine with an address. Processes come and go on it; what stands in the way of bytes stands between hosts. */
final class Host {
    private final int number;
    private boolean down;
    private double clockRate = 1;

    Host(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Whether no byte gets to or from it. */
    boolean isDown() {
        return down;
    }

    void down(boolean value) {
        down = value;
    }

    double clockRate() {
        return clockRate;
    }

    void clockRate(double value) {
        clockRate = value;
    }
}
