package dev.comm.testkit;

import dev.comm.testkit.history.Occurrence.Fault;
import dev.comm.testkit.sim.SimNetwork;
import java.time.Duration;

/** One direction between two members of a simulated cluster. It is shut as long as anything wants it to be. */
final class SimLink implements Link {
    private final SimCluster cluster;
    private final SimNetwork network;
    private final SimMember from;
    private final SimMember to;
    private boolean blocked;
    private int shutters;

    SimLink(SimCluster cluster, SimNetwork network, SimMember from, SimMember to) {
        this.cluster = cluster;
        this.network = network;
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
        throw missing(Capability.HOLD);
    }

    @Override
    public void clog(Duration length) {
        Shutter shutter = shut();
        cluster.after(length, shutter::open);
    }

    @Override
    public void block() {
        if (!blocked) {
            blocked = true;
            change(1);
        }
    }

    @Override
    public void open() {
        if (blocked) {
            blocked = false;
            change(-1);
        }
    }

    /** Shuts it until it is told to open. */
    Shutter shut() {
        change(1);
        return new Shutter();
    }

    private void change(int more) {
        boolean wasShut = shutters > 0;
        shutters += more;
        if (!wasShut && shutters > 0) {
            note(Fault.Kind.BLOCK);
            network.block(from.process(), to.process());
        } else if (wasShut && shutters == 0) {
            note(Fault.Kind.OPEN);
            network.open(from.process(), to.process());
        }
    }

    @Override
    public void throttle(long bytesPerSecond) {
        throw missing(Capability.THROTTLE);
    }

    @Override
    public void delay(Duration extra) {
        note(Fault.Kind.DELAY);
        network.delay(from.process(), to.process(), extra.toNanos());
    }

    @Override
    public void reset() {
        note(Fault.Kind.CUT);
        network.cut(from.process(), to.process());
    }

    @Override
    public void corrupt(long after) {
        throw missing(Capability.CORRUPT);
    }

    /** Forgets everything that shut it; the network is healed by itself. */
    void heal() {
        blocked = false;
        shutters = 0;
    }

    private MissingCapability missing(Capability capability) {
        return new MissingCapability(capability, Engine.SIM, "its network has no such thing");
    }

    /** A fault of a link is one of the node at its end: the master is not disturbed by what happens to one node. */
    private void note(Fault.Kind kind) {
        cluster.note(kind, (from.rank() == 0 ? to : from).process());
    }

    /** One reason for which a link is shut; after the network was healed it does nothing. */
    final class Shutter {
        private final int healings = cluster.links().healings();
        private boolean opened;

        void open() {
            if (!opened && healings == cluster.links().healings()) {
                opened = true;
                change(-1);
            }
        }
    }
}
