package dev.comm.testkit.live.network;

import dev.comm.testkit.Hold;
import dev.comm.testkit.Link;
import dev.comm.testkit.history.Occurrence.Fault;
import dev.comm.testkit.live.proxy.FaultProxy;
import dev.comm.testkit.live.proxy.ProxyWay;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One direction between two members, in the proxy of the node at its end. The direction is shut as long as at least one
 * fault shuts it. Nodes have no connections to each other, so an action on a link between nodes has no effect. Guarded
 * by the world.
 */
final class ProxiedLink implements Link {
    private final ProxiedNetwork network;
    private final ProxiedCluster cluster;
    private final int from;
    private final int to;
    private boolean blocked;
    private int shutters;

    ProxiedLink(ProxiedNetwork network, ProxiedCluster cluster, int from, int to) {
        this.network = network;
        this.cluster = cluster;
        this.from = from;
        this.to = to;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int to() {
        return to;
    }

    private boolean isReal() {
        return from == 0 || to == 0;
    }

    /**
     * Returns the node to which a fault of the link is charged, so that the fault of one node does not disturb the
     * master.
     */
    private int node() {
        return from == 0 ? to : from;
    }

    private void act(Fault.Kind kind, Consumer<ProxyWay> action) {
        if (isReal()) {
            cluster.act(() -> {
                cluster.note(kind, node());
                action.accept(way());
            });
        }
    }

    private ProxyWay way() {
        FaultProxy proxy = cluster.site().proxy(node());
        return from == 0 ? proxy.toClient() : proxy.toTarget();
    }

    @Override
    public Hold hold() {
        ProxiedHold hold = new ProxiedHold(cluster);
        act(Fault.Kind.BLOCK, way -> hold.begin(way.hold(), () -> cluster.note(Fault.Kind.OPEN, node())));
        return hold;
    }

    @Override
    public void clog(Duration length) {
        Shutter shutter = shut();
        cluster.after(length, shutter::open);
    }

    @Override
    public void block() {
        cluster.act(() -> {
            if (!blocked) {
                blocked = true;
                change(1);
            }
        });
    }

    @Override
    public void open() {
        cluster.act(() -> {
            if (blocked) {
                blocked = false;
                change(-1);
            }
        });
    }

    /** Shuts the direction until the shutter is opened. */
    Shutter shut() {
        Shutter shutter = new Shutter();
        cluster.act(shutter::begin);
        return shutter;
    }

    private void change(int more) {
        boolean wasShut = shutters > 0;
        shutters += more;
        if (!isReal()) {
            return;
        }
        if (!wasShut && shutters > 0) {
            cluster.note(Fault.Kind.BLOCK, node());
            way().shut(this);
        } else if (wasShut && shutters == 0) {
            cluster.note(Fault.Kind.OPEN, node());
            way().unshut(this);
        }
    }

    @Override
    public void throttle(long bytesPerSecond) {
        act(Fault.Kind.DELAY, way -> way.throttle(bytesPerSecond));
    }

    @Override
    public void delay(Duration extra) {
        act(Fault.Kind.DELAY, way -> way.delay(extra));
    }

    @Override
    public void reset() {
        act(Fault.Kind.CUT, ProxyWay::reset);
    }

    @Override
    public void corrupt(long after) {
        act(Fault.Kind.CUT, way -> way.corrupt(after));
    }

    /** Removes all lasting faults. */
    void heal() {
        if (shutters > 0) {
            cluster.note(Fault.Kind.OPEN, node());
        }
        blocked = false;
        shutters = 0;
        if (isReal()) {
            way().heal();
        }
    }

    /** One reason for which a link is shut. After the network was healed, opening the shutter has no effect. */
    final class Shutter {
        private int healings;
        private boolean shut;

        private void begin() {
            healings = network.healings();
            shut = true;
            change(1);
        }

        void open() {
            cluster.act(() -> {
                if (shut && healings == network.healings()) {
                    shut = false;
                    change(-1);
                }
            });
        }
    }
}
