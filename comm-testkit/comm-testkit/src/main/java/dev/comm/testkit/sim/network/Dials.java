package dev.comm.testkit.sim.network;

import dev.comm.api.error.TransportException;
import dev.comm.testkit.sim.process.Simulation;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * The listening ports, and the attempts to connect. A lost first packet is sent again after a time that doubles with
 * each attempt.
 */
final class Dials {
    private static final int FIRST_FREE_PORT = 40_000;
    private static final long SEND_AGAIN_NANOS = 1_000_000_000L;

    private final SimNetwork network;
    private final Simulation simulation;
    private final Map<Integer, SimTransport> listeners = new HashMap<>();
    private int nextPort = FIRST_FREE_PORT;
    private SimTransport nobody;

    Dials(SimNetwork network) {
        this.network = network;
        this.simulation = network.simulation();
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

    /** Begins to connect. The socket is notified of the result. */
    void dial(SimSocket caller, InetSocketAddress address, long timeoutNanos) {
        if (address.isUnresolved()) {
            caller.notOpened(address + ": the host name is unknown");
            return;
        }
        Dial dial = new Dial(caller, address.getPort(), SEND_AGAIN_NANOS);
        long latency = network.conditions().latencyNanos(network.random());
        simulation.at(simulation.now() + latency, () -> ring(dial));
        caller.process().timer(timeoutNanos, () -> caller.notOpened("no answer from " + address + " in time"));
    }

    private void ring(Dial dial) {
        if (!dial.caller.isDialling()) {
            return;
        }
        SimTransport listener = listeners.get(dial.port);
        if (listener == null) {
            refuse(dial);
            return;
        }
        Route route = network.route(dial.caller.process(), listener.process());
        if (route.isOpen()) {
            arrive(dial, route, listener);
        } else {
            route.whenOpen(() -> ring(dial));
        }
    }

    private void arrive(Dial dial, Route route, SimTransport listener) {
        switch (route.reception()) {
            case PASSED -> reach(dial, listener);
            case REFUSED -> refuse(dial);
            case LOST -> again(dial);
            case SWALLOWED -> connect(dial.caller, nobody());
            case RESET -> {
                connect(dial.caller, nobody());
                dial.caller.out().opposite().add(Segment.reset());
            }
        }
    }

    private void reach(Dial dial, SimTransport listener) {
        if (!listener.isListening()) {
            Route back = network.route(listener.process(), dial.caller.process());
            back.whenOpen(() -> refuse(dial));
        } else if (listener.isBacklogFull()) {
            again(dial);
        } else {
            connect(dial.caller, listener);
        }
    }

    private static void refuse(Dial dial) {
        dial.caller.notOpened("connection refused: nobody listens on port " + dial.port);
    }

    private void again(Dial dial) {
        Dial later = new Dial(dial.caller, dial.port, 2 * dial.againNanos);
        simulation.at(simulation.now() + dial.againNanos, () -> ring(later));
    }

    private void connect(SimSocket caller, SimTransport listener) {
        SimSocket accepted = listener.accept();
        Pipe there = network.route(caller.process(), listener.process()).pipe(caller, accepted);
        Pipe back = network.route(listener.process(), caller.process()).pipe(accepted, caller);
        accepted.wire(caller, back);
        caller.wire(accepted, there);
        back.add(Segment.opened());
        accepted.accepted();
    }

    /** Returns a peer that accepts connections, reads nothing and sends nothing. */
    private SimTransport nobody() {
        if (nobody == null) {
            nobody = new SimTransport(simulation.process("nobody"), SimTransport.DEFAULTS);
        }
        return nobody;
    }

    /** An attempt to connect. */
    private record Dial(SimSocket caller, int port, long againNanos) {}
}
