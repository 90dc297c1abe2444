package dev.comm.testkit.sim.process;

import org.apiguardian.api.API;

/** A machine with an address. Processes start and end on it, and obstacles to bytes are between hosts. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Host {
    private final int number;
    private boolean down;
    private double clockRate = 1;

    Host(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Returns whether no byte reaches or leaves the host. */
    public boolean isDown() {
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
