package dev.comm.api.support;

import dev.comm.api.Payload;
import dev.comm.api.ProtocolException;
import dev.comm.api.frame.CollectiveCommand;
import dev.comm.api.frame.Command;
import dev.comm.api.frame.Content;
import dev.comm.api.frame.FrameHeader;
import dev.comm.api.frame.NoteCommand;
import dev.comm.api.frame.StreamCommand;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts the frames of one endpoint together to commands with whole payloads.
 *
 * <p>Memory grows with the bytes that came in, never with a length that a peer only declares.
 */
final class Inbound {
    /** Payloads that a connection may have begun; what came of them is counted by the store. */
    static final int STREAMS_MAX = 1_024;

    private final PayloadStore store;
    private final boolean relays;
    private final Map<Integer, Partial> partials = new HashMap<>();

    /**
     * Nothing has come yet.
     *
     * @param relays whether messages for other ranks than 0 come here on their way
     */
    Inbound(PayloadStore store, boolean relays) {
        this.store = store;
        this.relays = relays;
    }

    /** What a frame led to. */
    interface Receiver {
        /** A command is whole. */
        void received(Command command, Payload payload);
    }

    /**
     * Takes one frame.
     *
     * @throws ProtocolException if it does not fit what came before
     */
    void frame(FrameHeader header, Command command, ByteBuffer bytes, Receiver receiver) {
        if (command instanceof StreamCommand) {
            if (command instanceof StreamCommand.Data) {
                data(header, bytes, receiver);
            }
            return;
        }
        Content content = command.content();
        boolean more = (header.flags() & FrameHeader.MORE) != 0;
        if (!content.hasPayload()) {
            require(!more, "a command without payload announced more of it");
            receiver.received(command, null);
        } else if (more) {
            begin(header, command, bytes);
        } else {
            require(bytes.remaining() == content.length(), "a payload's length differs from its announcement");
            receiver.received(command, store.whole(bytes, memoryMax(command), isChecked(command)));
        }
    }

    private void begin(FrameHeader header, Command command, ByteBuffer bytes) {
        require(partials.size() < STREAMS_MAX, "more than " + STREAMS_MAX + " payloads at once");
        require(!partials.containsKey(header.stream()), "stream " + header.stream() + " is in use");
        long length = command.content().length();
        Partial partial = new Partial(command, store.assemble(length, memoryMax(command), isChecked(command)));
        // Known before anything can fail, so that discard finds it.
        partials.put(header.stream(), partial);
        partial.assembly.add(bytes);
    }

    private long memoryMax(Command command) {
        boolean relayed = relays && command instanceof NoteCommand.Note note && note.to() != 0;
        return relayed ? store.relayedMax() : Long.MAX_VALUE;
    }

    /** Whether the receiver acknowledges the bytes with their checksum (D1). */
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

    /** Forgets payloads that will never be whole. */
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

    /** A command whose payload is not whole yet. */
    private record Partial(Command command, PayloadAssembly assembly) {}
}
