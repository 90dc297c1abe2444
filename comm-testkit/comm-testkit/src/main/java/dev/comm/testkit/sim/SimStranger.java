package dev.comm.testkit.sim;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.testkit.sim.environment.SimEnvironment;
import dev.comm.testkit.sim.process.SimProcess;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** A stranger that connects to the master and is not Comm, such as a scanner, a browser or a half-open peer. */
final class SimStranger implements Machine {
    private static final long TIMEOUT_NANOS = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final Transport transport;
    private final ByteBuffer left;
    private final long gapNanos;
    private int endpoint = -1;
    private long nextNanos = NEVER;

    private SimStranger(Transport transport, byte[] bytes, long gapNanos) {
        this.transport = transport;
        this.left = ByteBuffer.wrap(bytes);
        this.gapNanos = gapNanos;
    }

    /** Connects, and sends the bytes unchanged, at once or one by one. */
    static void connect(SimProcess process, InetSocketAddress address, byte[] bytes, long gapNanos) {
        SimEnvironment environment = new SimEnvironment(process);
        CommConfig config = CommConfig.builder().masters(List.of(address)).build();
        Transport transport = environment.openTransport(config);
        environment.driver(
                "stranger", new SimStranger(transport, bytes.clone(), gapNanos), transport, config, notice -> {});
    }

    @Override
    public void step(Event event, long nowNanos, Outbox out) {
        if (event instanceof Event.Started) {
            out.connect(0, TIMEOUT_NANOS);
        } else if (event instanceof Event.Opened opened) {
            endpoint = opened.endpoint();
            speak(nowNanos);
        } else if (event instanceof Event.Closed) {
            nextNanos = NEVER;
        } else if (nowNanos >= nextNanos) {
            speak(nowNanos);
        }
    }

    private void speak(long nowNanos) {
        if (left.hasRemaining()) {
            int count = gapNanos == 0 ? left.remaining() : 1;
            transport.send(endpoint, Lane.CONTROL, left.slice(left.position(), count));
            left.position(left.position() + count);
        }
        nextNanos = left.hasRemaining() ? nowNanos + gapNanos : NEVER;
    }

    @Override
    public long nextDeadlineNanos() {
        return nextNanos;
    }
}
