package dev.comm.testkit.sim;

import dev.comm.api.TransportException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apiguardian.api.API;

/**
 * The network between simulated processes, as TCP shows it: bytes arrive in order or not at all; loss is a stall or the
 * end of a connection.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimNetwork {
    private static final int FIRST_FREE_PORT = 40_000;

    private final Simulation simulation;
    private final SplittableRandom random;
    private final Map<Integer, SimTransport> listeners = new HashMap<>();
    private final List<Pipe> pipes = new ArrayList<>();
    private final Set<Route> blocked = new HashSet<>();
    private final Set<Integer> vanished = new HashSet<>();
    private final Map<Route, Long> delays = new HashMap<>();
    private final List<Dial> waitingDials = new ArrayList<>();
    private Conditions conditions = Conditions.QUIET;
    private int nextPort = FIRST_FREE_PORT;

    SimNetwork(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.streams().of("net");
    }

    Simulation simulation() {
        return simulation;
    }

    SplittableRandom random() {
        return random;
    }

    /** How it behaves from now on. */
    public void conditions(Conditions value) {
        conditions = value;
    }

    Conditions conditions() {
        return conditions;
    }

    /** Nothing gets from one process to the other until {@link #open}; what is sent waits. */
    public void block(SimProcess from, SimProcess to) {
        blocked.add(new Route(from.place(), to.place()));
        note("blocked", from, to);
    }

    /** Bytes go from one process to the other again. */
    public void open(SimProcess from, SimProcess to) {
        if (blocked.remove(new Route(from.place(), to.place()))) {
            note("open", from, to);
            release();
        }
    }

    /** Opens everything and takes all delays away, except for hosts that vanished. */
    public void heal() {
        blocked.clear();
        delays.clear();
        release();
    }

    /** Everything that one process sends the other takes longer. */
    public void delay(SimProcess from, SimProcess to, long nanos) {
        delays.put(new Route(from.place(), to.place()), nanos);
    }

    /** No byte gets to or from a process any more. */
    void isolate(SimProcess process) {
        vanished.add(process.number());
    }

    /** Breaks every connection between two processes, as a middlebox does: both sides see a reset. */
    public void cut(SimProcess one, SimProcess other) {
        for (Pipe pipe : List.copyOf(pipes)) {
            int source = pipe.source().place();
            int target = pipe.target().place();
            if (source == one.place() && target == other.place() || source == other.place() && target == one.place()) {
                pipe.reset();
            }
        }
        note("cut", one, other);
    }

    boolean isBlocked(Pipe pipe) {
        return isBlocked(pipe.source(), pipe.target());
    }

    private boolean isBlocked(SimProcess from, SimProcess to) {
        return !vanished.isEmpty() && (vanished.contains(from.number()) || vanished.contains(to.number()))
                || !blocked.isEmpty() && blocked.contains(new Route(from.place(), to.place()));
    }

    long latencyNanos(Pipe pipe) {
        return latencyNanos(pipe.source(), pipe.target());
    }

    private long latencyNanos(SimProcess from, SimProcess to) {
        long extra = delays.isEmpty() ? 0 : delays.getOrDefault(new Route(from.place(), to.place()), 0L);
        return conditions.latencyNanos(random) + extra;
    }

    InetSocketAddress listen(SimTransport transport, InetSocketAddress address) {
        int port = address.getPort() == 0 ? nextPort++ : address.getPort();
        SimTransport holder = listeners.get(port);
        if (holder != null && holder.isListening()) {
            throw new TransportException("port " + port + " is taken; choose another, or 0 for any free one");
        }
        listeners.put(port, transport);
        return new InetSocketAddress(address.getAddress(), port);
    }

    /** Begins to connect; the socket learns how it went. */
    void dial(SimSocket caller, InetSocketAddress address, long timeoutNanos) {
        Dial dial = new Dial(caller, address.getPort());
        long latency = latencyNanos(caller.process(), caller.process());
        simulation.at(simulation.now() + latency, () -> ring(dial));
        simulation.at(
                simulation.now() + timeoutNanos, () -> caller.notOpened("no answer from " + address + " in time"));
    }

    private void ring(Dial dial) {
        SimTransport listener = listeners.get(dial.port);
        SimProcess caller = dial.caller.process();
        if (listener == null) {
            dial.caller.notOpened("connection refused: nobody listens on port " + dial.port);
        } else if (isBlocked(caller, listener.process()) || isBlocked(listener.process(), caller)) {
            waitingDials.add(dial);
        } else if (!listener.isListening()) {
            dial.caller.notOpened("connection refused: nobody listens on port " + dial.port + " any more");
        } else {
            connect(dial.caller, listener);
        }
    }

    private void connect(SimSocket caller, SimTransport listener) {
        if (!caller.isDialling()) {
            return;
        }
        SimSocket accepted = listener.accepted(caller);
        Pipe there = new Pipe(this, caller, accepted);
        Pipe back = new Pipe(this, accepted, caller);
        pipes.add(there);
        pipes.add(back);
        accepted.wire(caller, back);
        caller.wire(accepted, there);
        accepted.opened(true);
        simulation.at(
                simulation.now() + latencyNanos(listener.process(), caller.process()), () -> caller.opened(false));
    }

    private void release() {
        pipes.forEach(pipe -> {
            if (!isBlocked(pipe)) {
                pipe.unpark();
            }
        });
        List<Dial> again = List.copyOf(waitingDials);
        waitingDials.clear();
        again.forEach(this::ring);
    }

    private void note(String what, SimProcess from, SimProcess to) {
        simulation.trace().add(simulation.now(), from.name(), what, to.number());
    }

    /** An attempt to connect. */
    private record Dial(SimSocket caller, int port) {}

    /** One direction between two processes. */
    private record Route(int from, int to) {}
}
