package dev.comm.tests.handshake;

import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameException;
import dev.comm.core.codec.FrameLimits;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** A machine behind the real decoder, on a clock that the test moves: bytes in, bytes out. */
abstract class WirePeer {
    final WireOutbox out = new WireOutbox();
    private final Map<Integer, FrameDecoder> decoders = new HashMap<>();
    private Machine machine;
    private long now = 1_000_000_000_000L;

    final void start(Machine theMachine) {
        machine = theMachine;
        step(new Event.Started());
    }

    final void step(Event event) {
        machine.step(event, now, out);
    }

    final void opened(int endpoint, Bytes binding) {
        decoders.put(endpoint, new FrameDecoder(FrameLimits.HANDSHAKE_FRAME_BYTES_MAX));
        step(new Event.Opened(endpoint, "/10.0.0.9:" + (1_000 + endpoint), binding));
    }

    /** Bytes come in; what comes after the machine closed is dropped, as the driver does. */
    final void hears(int endpoint, byte[] bytes) {
        try {
            decoders.get(endpoint).decode(ByteBuffer.wrap(bytes), (header, command, payload) -> {
                if (!out.closed.contains(endpoint)) {
                    step(new Event.Received(endpoint, command, null));
                }
            });
        } catch (FrameException e) {
            if (!out.closed.contains(endpoint)) {
                step(new Event.Violated(endpoint, e.getMessage()));
            }
        }
    }

    /** The other side closed; whoever closed first hears the same in the end. */
    final void cut(int endpoint) {
        step(new Event.Closed(endpoint, Event.Closed.Reason.END_OF_STREAM, "the peer closed the connection"));
    }

    /** Time passes, every deadline is kept. */
    final void after(long nanos) {
        long end = now + nanos;
        while (machine.nextDeadlineNanos() <= end) {
            now = Math.max(now, machine.nextDeadlineNanos());
            step(new Event.Deadline());
        }
        now = end;
    }

    final boolean hasClosed(int endpoint) {
        return out.closed.contains(endpoint);
    }
}
