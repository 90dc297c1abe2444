package dev.comm.testkit.sim.network;

import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.sim.process.Host;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.Simulation;
import dev.comm.testkit.sim.process.Wiring;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * The network between simulated hosts, with the behaviour of TCP. Bytes arrive in order or not at all. A loss appears
 * as a stall or as the end of a connection.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimNetwork implements Wiring {
    private final Simulation simulation;
    private final SplittableRandom random;
    private final Map<Long, Route> routes = new TreeMap<>();
    private final List<FrameGate> gates = new ArrayList<>();
    private final Dials dials;
    private SplittableRandom damages;
    private Conditions conditions = Conditions.QUIET;
    private Buggify buggify = Buggify.OFF;

    private SimNetwork(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.streams().of("net");
        this.dials = new Dials(this);
    }

    /** Returns the network of a simulation. The first call creates it. */
    public static SimNetwork of(Simulation simulation) {
        if (simulation.wiring() instanceof SimNetwork network) {
            return network;
        }
        SimNetwork network = new SimNetwork(simulation);
        simulation.wire(network);
        return network;
    }

    Simulation simulation() {
        return simulation;
    }

    SplittableRandom random() {
        return random;
    }

    /** Returns the random numbers for the places of damage in frames. */
    SplittableRandom damages() {
        if (damages == null) {
            damages = simulation.streams().of("damage");
        }
        return damages;
    }

    /** Sets the behaviour of the network from now on. */
    public void conditions(Conditions value) {
        conditions = value;
        buggify = value.buggified() ? new Buggify(simulation.streams().of("buggify")) : Buggify.OFF;
    }

    public Conditions conditions() {
        return conditions;
    }

    public Buggify buggify() {
        return buggify;
    }

    Dials dials() {
        return dials;
    }

    /** Returns the direction from the host of one process to the host of the other. */
    public Route route(SimProcess from, SimProcess to) {
        return route(from.host(), to.host());
    }

    private Route route(Host from, Host to) {
        long key = (long) from.number() << Integer.SIZE | to.number();
        Route route = routes.get(key);
        if (route == null) {
            route = new Route(this, from, to);
            routes.put(key, route);
        }
        return route;
    }

    /**
     * Stops all bytes between the hosts of two groups until the handle is closed. If one-way, stops only the bytes from
     * the first group.
     */
    public Handle partition(Collection<SimProcess> first, Collection<SimProcess> second, boolean oneWay) {
        List<Handle> holds = new ArrayList<>();
        for (SimProcess one : first) {
            for (SimProcess other : second) {
                holds.add(route(one, other).hold());
                if (!oneWay) {
                    holds.add(route(other, one).hold());
                }
            }
        }
        return () -> holds.forEach(Handle::close);
    }

    /** Asks a gate about every whole frame until the handle is closed. The first gate that returns a fate decides. */
    public Handle gate(FrameGate gate) {
        gates.add(gate);
        return () -> gates.remove(gate);
    }

    boolean hasGates() {
        return !gates.isEmpty();
    }

    Fate fate(Route route, FrameType type, byte[] frame) {
        for (FrameGate gate : List.copyOf(gates)) {
            Fate fate = gate.decide(route, type, frame);
            if (fate != null) {
                return fate;
            }
        }
        return null;
    }

    /** Removes all obstacles, also those with a handle. Hosts that vanished stay away. */
    public void heal() {
        gates.clear();
        List.copyOf(routes.values()).forEach(Route::heal);
    }

    /** Lets the bytes that wait for the host flow again. The host knows none of its old connections. */
    @Override
    public void hostReturned() {
        List.copyOf(routes.values()).forEach(Route::flow);
    }

    /** Breaks every connection between the hosts of two processes, as a middlebox does. Both sides see a reset. */
    public void cut(SimProcess one, SimProcess other) {
        route(one, other).reset();
        route(other, one).reset();
    }

    /** Stops all bytes from one process to the other until {@link #open}. Sent bytes wait. */
    public void block(SimProcess from, SimProcess to) {
        route(from, to).block();
    }

    /** Lets bytes pass from one process to the other again. */
    public void open(SimProcess from, SimProcess to) {
        route(from, to).open();
    }

    /** Delays everything that one process sends to the other. */
    public void delay(SimProcess from, SimProcess to, long nanos) {
        route(from, to).delay(nanos, 0);
    }
}
