package dev.comm.tests.fuzz;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameException;
import dev.comm.core.codec.FrameLimits;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A driver and a transport for one machine, in virtual time. */
final class Stage {
    /** The limit of consecutive steps. More of them mean that a deadline does not advance. */
    private static final int STEPS_MAX = 20_000;

    final Effects effects = new Effects();
    /** The commands of the peers that the machine received. */
    final List<Command> received = new ArrayList<>();
    /** The reasons for which bytes were not frames. */
    final List<String> refused = new ArrayList<>();

    private final Machine machine;
    private final Map<Integer, FrameDecoder> decoders = new HashMap<>();
    private final Set<Integer> gone = new HashSet<>();
    private long now = TimeUnit.HOURS.toNanos(1);

    Stage(Machine machine) {
        this.machine = machine;
        step(new Event.Started());
    }

    /** Processes one event and all events that follow from it. An exception of the machine is a finding. */
    void step(Event event) {
        machine.step(event, now, effects);
        int steps = 0;
        while (!effects.following.isEmpty()) {
            Event next = effects.following.poll();
            if (next instanceof Event.Closed closed && !gone.add(closed.endpoint())) {
                continue;
            }
            machine.step(next, now, effects);
            check(++steps);
        }
    }

    boolean isOpen(int endpoint) {
        return !gone.contains(endpoint);
    }

    void opened(int endpoint) {
        if (isOpen(endpoint) && decoders.putIfAbsent(endpoint, strangersDecoder()) == null) {
            step(new Event.Opened(endpoint, "/127.0.0.1:" + (1_024 + endpoint), Bytes.EMPTY));
        }
    }

    private static FrameDecoder strangersDecoder() {
        return new FrameDecoder(FrameLimits.HANDSHAKE_FRAME_BYTES_MAX);
    }

    /** Lets the peer close its connection. */
    void leaves(int endpoint, Event.Closed.Reason reason) {
        if (decoders.containsKey(endpoint) && gone.add(endpoint)) {
            step(new Event.Closed(endpoint, reason, "it went"));
        }
    }

    /** Lets the peer send bytes. */
    void bytes(int endpoint, ByteBuffer bytes) {
        FrameDecoder decoder = decoders.get(endpoint);
        if (decoder == null || !isOpen(endpoint)) {
            return;
        }
        try {
            decoder.decode(bytes, (header, command, payload) -> frame(endpoint, header, command, payload));
            step(new Event.Heard(endpoint));
        } catch (FrameException e) {
            refused.add(e.getMessage());
            if (isOpen(endpoint)) {
                step(new Event.Violated(endpoint, e.getMessage()));
            }
        }
    }

    private void frame(int endpoint, FrameHeader header, Command command, ByteBuffer bytes) {
        boolean whole = !header.hasMore() && !(command instanceof StreamCommand);
        if (whole && isOpen(endpoint)) {
            received.add(command);
            step(new Event.Received(endpoint, command, payload(command, bytes)));
            if (effects.authenticated.contains(endpoint)) {
                decoders.get(endpoint).frameBytesMax(1 << 20);
            }
        }
    }

    private static Payload payload(Command command, ByteBuffer bytes) {
        if (!command.content().hasPayload()) {
            return null;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return Payload.of(copy);
    }

    /** Lets time pass. The machine gets each deadline. */
    void passes(long nanos) {
        long end = now + nanos;
        for (int steps = 0; machine.nextDeadlineNanos() <= end; steps++) {
            now = Math.max(now, machine.nextDeadlineNanos());
            step(new Event.Deadline());
            check(steps);
        }
        now = end;
    }

    private static void check(int steps) {
        if (steps > STEPS_MAX) {
            throw new AssertionError("the deadline of the machine does not advance");
        }
    }
}
