package dev.comm.testkit.sim.network;

import dev.comm.api.spi.Transport.Sink;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** The reports about a socket, apart from bytes, that the process has not received yet. */
final class SocketReports {
    private final ArrayDeque<Consumer<Sink>> waiting = new ArrayDeque<>();

    void add(Consumer<Sink> report) {
        waiting.add(report);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Passes all waiting reports to a sink. */
    void tell(Sink sink) {
        for (Consumer<Sink> next = waiting.poll(); next != null; next = waiting.poll()) {
            next.accept(sink);
        }
    }
}
