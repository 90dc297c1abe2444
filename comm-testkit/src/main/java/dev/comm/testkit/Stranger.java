package dev.comm.testkit;

import dev.comm.api.CommConfig;
import dev.comm.api.machine.Event;
import dev.comm.api.machine.Machine;
import dev.comm.api.machine.Outbox;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import dev.comm.testkit.sim.SimEnvironment;
import dev.comm.testkit.sim.SimProcess;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** Something that is not Comm connects to the master: a scanner, a browser, a half-open peer. */
final class Stranger {
    private static final long TIMEOUT_NANOS = 1_000_000_000L;

    private Stranger() {}

    static void connect(SimProcess process, InetSocketAddress address, byte[] bytes) {
        SimEnvironment environment = new SimEnvironment(process);
        CommConfig config = CommConfig.builder().masters(List.of(address)).build();
        Transport transport = environment.openTransport(config);
        environment.crank("stranger", new Speaker(transport, bytes), transport, config, notice -> {});
    }

    /** Sends the bytes as they are when the connection stands. */
    private record Speaker(Transport transport, byte[] bytes) implements Machine {
        @Override
        public void step(Event event, long nowNanos, Outbox out) {
            if (event instanceof Event.Started) {
                out.connect(0, TIMEOUT_NANOS);
            } else if (event instanceof Event.Opened opened && bytes.length > 0) {
                transport.send(opened.endpoint(), Lane.CONTROL, ByteBuffer.wrap(bytes));
            }
        }

        @Override
        public long nextDeadlineNanos() {
            return Long.MAX_VALUE;
        }
    }
}
