package dev.comm.testkit.sim;

import dev.comm.testkit.Frame;
import dev.comm.testkit.Hold;
import dev.comm.testkit.Link;
import dev.comm.testkit.history.Occurrence.Fault;
import dev.comm.testkit.sim.network.Handle;
import dev.comm.testkit.sim.network.Route;
import dev.comm.testkit.sim.network.SimNetwork;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * One direction between two members of a simulated cluster. It records each action and passes the action to the
 * network.
 */
final class SimLink implements Link {
    private final SimCluster cluster;
    private final Route route;
    private final SimMember from;
    private final SimMember to;

    SimLink(SimCluster cluster, SimNetwork network, SimMember from, SimMember to) {
        this.cluster = cluster;
        this.route = network.route(from.process(), to.process());
        this.from = from;
        this.to = to;
    }

    @Override
    public int from() {
        return from.rank();
    }

    @Override
    public int to() {
        return to.rank();
    }

    @Override
    public Hold hold() {
        return new SimHold(shut());
    }

    @Override
    public void clog(Duration length) {
        note(Fault.Kind.BLOCK);
        route.clog(length.toNanos());
        cluster.after(length, this::noteIfOpen);
    }

    @Override
    public void block() {
        note(Fault.Kind.BLOCK);
        route.block();
    }

    @Override
    public void open() {
        route.open();
        noteIfOpen();
    }

    /** Blocks the direction until the handle is closed. */
    Handle shut() {
        note(Fault.Kind.BLOCK);
        Handle hold = route.hold();
        return () -> {
            hold.close();
            noteIfOpen();
        };
    }

    private void noteIfOpen() {
        if (route.isOpen()) {
            note(Fault.Kind.OPEN);
        }
    }

    @Override
    public void throttle(long bytesPerSecond) {
        note(Fault.Kind.DELAY);
        route.throttle(bytesPerSecond);
    }

    @Override
    public void delay(Duration extra) {
        note(Fault.Kind.DELAY);
        route.delay(extra.toNanos(), 0);
    }

    @Override
    public void reset() {
        note(Fault.Kind.CUT);
        route.reset();
    }

    @Override
    public void corrupt(long after) {
        note(Fault.Kind.TAMPER);
        route.damageAfter(after);
    }

    /**
     * Records a fault of a link as a fault of the node at its end, so that the fault of one node does not disturb the
     * master.
     */
    void note(Fault.Kind kind) {
        cluster.note(kind, (from.rank() == 0 ? to : from).process());
    }

    /** The frames that are held back. */
    private final class SimHold implements Hold {
        private final Handle shutter;

        SimHold(Handle shutter) {
            this.shutter = shutter;
        }

        @Override
        public List<Frame> inFlight() {
            return route.inFlight().stream()
                    .map(frame -> new Frame(from(), to(), frame.type(), ByteBuffer.wrap(frame.bytes())))
                    .toList();
        }

        @Override
        public void release() {
            shutter.close();
        }
    }
}
