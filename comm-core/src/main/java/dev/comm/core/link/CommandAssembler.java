package dev.comm.core.link;

import dev.comm.api.Payload;
import dev.comm.api.error.ProtocolException;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.StreamCommand;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Assembles the frames of one endpoint into commands with whole payloads.
 *
 * <p>Memory grows with the received bytes, never with an announced length.
 */
final class CommandAssembler {
    /** Maximum number of incomplete payloads of a connection; the store counts their bytes. */
    static final int STREAMS_MAX = 1_024;

    private final PayloadStore store;
    private final boolean relays;
    private final Map<Integer, Partial> partials = new HashMap<>();

    /**
     * Creates an empty assembly.
     *
     * @param relays whether this side relays messages for other ranks
     */
    CommandAssembler(PayloadStore store, boolean relays) {
        this.store = store;
        this.relays = relays;
    }

    /** Receives assembled commands. */
    interface Receiver {
        /** Receives a command with its whole payload. */
        void received(Command command, Payload payload);
    }

    /**
     * Handles one frame.
     *
     * @throws ProtocolException if the frame contradicts the frames before
     */
    void frame(FrameHeader header, Command command, ByteBuffer bytes, Receiver receiver) {
        if (command instanceof StreamCommand.Data) {
            data(header, bytes, receiver);
            return;
        }
        Content content = command.content();
        boolean more = (header.flags() & FrameHeader.MORE) != 0;
        if (!content.hasPayload()) {
            require(!more, "a command without payload has the flag MORE");
            receiver.received(command, null);
        } else if (more) {
            begin(header, command, bytes);
        } else {
            require(bytes.remaining() == content.length(), "a payload's length differs from its announcement");
            receiver.received(command, store.whole(bytes, memoryMax(command), isChecked(command)));
        }
    }

    private void begin(FrameHeader header, Command command, ByteBuffer bytes) {
        require(partials.size() < STREAMS_MAX, "more than " + STREAMS_MAX + " incomplete payloads");
        require(!partials.containsKey(header.stream()), "stream " + header.stream() + " is in use");
        long length = command.content().length();
        Partial partial = new Partial(command, store.assemble(length, memoryMax(command), isChecked(command)));
        // Registered before anything can fail, so that discard finds it.
        partials.put(header.stream(), partial);
        partial.assembly.add(bytes);
    }

    private long memoryMax(Command command) {
        boolean relayed = relays && command instanceof MessageCommand.Message message && message.to() != 0;
        return relayed ? store.relayedMax() : Long.MAX_VALUE;
    }

    /** Whether the receiver must acknowledge the payload with its checksum (D1). */
    private static boolean isChecked(Command command) {
        return command instanceof CollectiveCommand.Part;
    }

    private void data(FrameHeader header, ByteBuffer bytes, Receiver receiver) {
        Partial partial = partials.get(header.stream());
        require(partial != null, "data of an unknown stream " + header.stream());
        partial.assembly.add(bytes);
        if ((header.flags() & FrameHeader.MORE) == 0) {
            Payload whole = partial.assembly.finish();
            partials.remove(header.stream());
            receiver.received(partial.command, whole);
        }
    }

    /** Discards incomplete payloads. */
    void discard() {
        for (Partial partial : partials.values()) {
            partial.assembly.discard();
        }
        partials.clear();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProtocolException(otherwise);
        }
    }

    /** A command with an incomplete payload. */
    private record Partial(Command command, PayloadAssembly assembly) {}
}
