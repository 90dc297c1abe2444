package dev.comm.testkit.sim.network;

import dev.comm.testkit.sim.process.Simulation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;

/** One direction of a connection, with the bytes under way in their order. It waits while its route is not open. */
final class Pipe {
    private static final long NEVER = Long.MAX_VALUE;

    private final Route route;
    private final SimSocket from;
    private final SimSocket to;
    private final Simulation simulation;
    private final ArrayDeque<Segment> underWay = new ArrayDeque<>();
    private final Runnable arrival = this::arrive;
    private long lastDueNanos;
    private long armedNanos = NEVER;
    private long arrivedBytes;
    private long bytesLeft = NEVER;
    private boolean endsWithReset;
    private boolean broken;

    Pipe(Route route, SimSocket from, SimSocket to) {
        this.route = route;
        this.from = from;
        this.to = to;
        this.simulation = route.simulation();
    }

    Route route() {
        return route;
    }

    /** Sends bytes, which arrive after the given time and the time of the route. */
    void addData(ByteBuffer bytes, long extraNanos) {
        ByteBuffer passing = bytes;
        if (bytes.remaining() >= bytesLeft) {
            passing = bytes.slice(bytes.position(), (int) bytesLeft);
        }
        int most = route.pieceBytes(passing.remaining());
        for (int start = passing.position(); start < passing.limit() && !broken; start += most) {
            int length = Math.min(most, passing.limit() - start);
            bytesLeft -= bytesLeft == NEVER ? 0 : length;
            add(Segment.data(route.damaged(passing.slice(start, length))), extraNanos);
        }
        if (bytesLeft == 0) {
            breakHere();
        }
    }

    void add(Segment segment) {
        add(segment, 0);
    }

    private void add(Segment segment, long extraNanos) {
        if (!broken) {
            long due = route.arrivalNanos(segment.dataBytes()) + extraNanos;
            lastDueNanos = Math.max(lastDueNanos, due);
            segment.due(lastDueNanos);
            underWay.add(segment);
            arm();
        }
    }

    /** Resets the direction. The bytes under way are lost. */
    void reset() {
        drop();
        add(Segment.reset());
    }

    /** Drops the bytes under way without a signal to any process. */
    void drop() {
        underWay.clear();
        to.incoming().forgetAfter(arrivedBytes);
        armedNanos = NEVER;
        lastDueNanos = simulation.now();
    }

    /** Lets a middlebox end the connection after the given number of further bytes. */
    void truncate(long afterBytes, boolean withReset) {
        bytesLeft = afterBytes;
        endsWithReset = withReset;
        if (bytesLeft == 0) {
            breakHere();
        }
    }

    private void breakHere() {
        if (!broken) {
            add(endsWithReset ? Segment.reset() : Segment.end());
            broken = true;
            opposite().breakOff(endsWithReset);
        }
    }

    /** Ends this direction, too, because the middlebox reports the end to both sides and passes no more bytes. */
    private void breakOff(boolean withReset) {
        add(withReset ? Segment.reset() : Segment.end());
        broken = true;
    }

    /** Returns the other direction. */
    Pipe opposite() {
        return to.out();
    }

    /** Returns whether both ends are closed and no bytes are under way. */
    boolean isOver() {
        return underWay.isEmpty() && from.isClosed() && to.isClosed();
    }

    /** Plans the next arrival, if the route is open. */
    void arm() {
        if (!underWay.isEmpty() && route.isOpen()) {
            long nanos = Math.max(simulation.now(), underWay.peek().dueNanos());
            if (nanos != armedNanos) {
                armedNanos = nanos;
                simulation.at(nanos, arrival);
            }
        }
    }

    private void arrive() {
        if (simulation.now() != armedNanos) {
            return;
        }
        armedNanos = NEVER;
        while (!underWay.isEmpty() && underWay.peek().dueNanos() <= simulation.now() && route.isOpen()) {
            Segment segment = underWay.poll();
            arrivedBytes += segment.dataBytes();
            segment.arriveAt(to);
        }
        arm();
    }

    /** Lets waiting bytes go on as if they were sent now, because the route has become open or faster. */
    void hurry() {
        long soon = simulation.now();
        lastDueNanos = soon;
        for (Segment segment : underWay) {
            soon = Math.max(soon, route.arrivalNanos(segment.dataBytes()));
            long due = segment.dueNanos() < simulation.now() ? soon : Math.min(segment.dueNanos(), soon);
            lastDueNanos = Math.max(lastDueNanos, due);
            segment.due(lastDueNanos);
        }
        arm();
    }

    /**
     * Returns the frames that are wholly under way. The kernel of the receiver does not have the last byte of any of
     * them.
     */
    List<Outgoing.Mark> inFlight() {
        return to.incoming().expectedAfter(arrivedBytes);
    }
}
