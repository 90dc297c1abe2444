package dev.comm.testkit.sim;

import dev.comm.api.CommConfig;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.spi.Bytes;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.testkit.sim.environment.SimEnvironment;
import dev.comm.testkit.sim.process.SimProcess;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A host that opens one connection after another to a master and misbehaves on each in one of six ways. */
final class HostileHost implements Machine {
    private static final long MILLI = 1_000_000;
    private static final byte[] GARBAGE = "GET / HTTP/1.1\r\n\r\n".repeat(20).getBytes();

    private final Transport transport;
    private final long gapNanos;
    private final int connectionsMax;
    private final Map<Integer, Way> open = new TreeMap<>();
    private final Map<Integer, ByteBuffer> dribbles = new TreeMap<>();
    private long nextNanos = Long.MAX_VALUE;
    private int begun;
    private int mostOpen;
    private int answers;

    /** The behaviour on a connection. */
    private enum Way {
        STAY,
        GARBAGE,
        WRONG_SECRET,
        DRIBBLE,
        LEAVE_AFTER_CHALLENGE,
        LEAVE
    }

    private HostileHost(Transport transport, long gapNanos, int connectionsMax) {
        this.transport = transport;
        this.gapNanos = gapNanos;
        this.connectionsMax = connectionsMax;
    }

    /** Begins the attack at once, with one connection in each gap. */
    static HostileHost attack(SimProcess process, InetSocketAddress master, long gapNanos, int connections) {
        SimEnvironment environment = new SimEnvironment(process);
        CommConfig config = CommConfig.builder().masters(List.of(master)).build();
        Transport transport = environment.openTransport(config);
        HostileHost host = new HostileHost(transport, gapNanos, connections);
        environment.driver("hostile", host, transport, config, notice -> {});
        return host;
    }

    int begun() {
        return begun;
    }

    /** Returns the number of connections that neither side has closed. */
    int open() {
        return open.size();
    }

    /** Returns the largest number of open connections. */
    int mostOpen() {
        return mostOpen;
    }

    /** Returns the number of rejections with a reason. */
    int answers() {
        return answers;
    }

    @Override
    public void step(Event event, long nowNanos, Outbox out) {
        if (event instanceof Event.Started) {
            nextNanos = nowNanos;
        } else if (event instanceof Event.Opened opened) {
            begin(opened.endpoint(), out);
        } else if (event instanceof Event.Closed closed) {
            forget(closed.endpoint());
        } else if (event instanceof Event.Received received) {
            received(received, out);
        }
        if (nowNanos >= nextNanos) {
            more(nowNanos, out);
        }
    }

    private void more(long nowNanos, Outbox out) {
        if (begun < connectionsMax) {
            begun++;
            out.connect(0, 1_000 * MILLI);
        }
        dribbles.forEach((endpoint, left) -> {
            if (left.hasRemaining()) {
                transport.send(endpoint, Lane.CONTROL, ByteBuffer.wrap(new byte[] {left.get()}));
            }
        });
        nextNanos = begun < connectionsMax || !dribbles.isEmpty() ? nowNanos + gapNanos : Long.MAX_VALUE;
    }

    private void begin(int endpoint, Outbox out) {
        Way way = Way.values()[endpoint % Way.values().length];
        open.put(endpoint, way);
        mostOpen = Math.max(mostOpen, open.size());
        switch (way) {
            case STAY -> {}
            case GARBAGE -> transport.send(endpoint, Lane.CONTROL, ByteBuffer.wrap(GARBAGE));
            case WRONG_SECRET, LEAVE_AFTER_CHALLENGE -> say(endpoint, hello(endpoint));
            case DRIBBLE -> dribbles.put(endpoint, FrameEncoder.encode(hello(endpoint), 0, false, 0));
            case LEAVE -> leave(endpoint, out);
        }
    }

    private void received(Event.Received received, Outbox out) {
        if (received.command() instanceof Challenge && open.get(received.endpoint()) == Way.WRONG_SECRET) {
            say(received.endpoint(), new Proof(Bytes.of(new byte[32])));
            say(
                    received.endpoint(),
                    Join.of(MILLI, 2 * MILLI, 16).toBuilder()
                            .host("evil")
                            .pid(1)
                            .build());
        } else if (received.command() instanceof Challenge) {
            leave(received.endpoint(), out);
        } else if (received.command() instanceof Rejected) {
            answers++;
        }
    }

    /** Sends a command as bytes. The checks would count a command of a machine as one of a member. */
    private void say(int endpoint, Command command) {
        transport.send(endpoint, Lane.CONTROL, FrameEncoder.encode(command, 0, false, 0));
    }

    private void leave(int endpoint, Outbox out) {
        out.abort(endpoint);
        forget(endpoint);
    }

    private void forget(int endpoint) {
        open.remove(endpoint);
        dribbles.remove(endpoint);
    }

    private static Hello hello(int endpoint) {
        return Hello.of(1, endpoint, Bytes.of(new byte[32]), List.of());
    }

    @Override
    public long nextDeadlineNanos() {
        return nextNanos;
    }
}
