package dev.comm.testkit.sim;

import java.util.ArrayDeque;

/**
 * One direction of a connection: what is under way, in order. A blocked direction keeps everything until it is open
 * again.
 */
final class Pipe {
    private final SimNetwork network;
    private final SimSocket from;
    private final SimSocket to;
    private final ArrayDeque<Segment> underWay = new ArrayDeque<>();
    private long lastArrivalNanos;
    private int parked;

    Pipe(SimNetwork network, SimSocket from, SimSocket to) {
        this.network = network;
        this.from = from;
        this.to = to;
    }

    SimProcess source() {
        return from.process();
    }

    SimProcess target() {
        return to.process();
    }

    void add(Segment segment) {
        underWay.add(segment);
        schedule();
    }

    /** A reset: what is under way is lost. */
    void reset() {
        underWay.clear();
        parked = 0;
        add(Segment.RESET);
    }

    private void schedule() {
        Simulation simulation = network.simulation();
        lastArrivalNanos = Math.max(lastArrivalNanos, simulation.now() + network.latencyNanos(this));
        simulation.at(lastArrivalNanos, this::arrive);
    }

    private void arrive() {
        if (underWay.isEmpty()) {
            return;
        }
        if (network.isBlocked(this)) {
            parked++;
            return;
        }
        underWay.poll().arriveAt(to);
    }

    /** The direction is open again. */
    void unpark() {
        for (; parked > 0; parked--) {
            schedule();
        }
    }

    /** Something that travels. */
    interface Segment {
        Segment RESET = SimSocket::arrivedReset;
        Segment END = SimSocket::arrivedEnd;

        void arriveAt(SimSocket socket);
    }
}
