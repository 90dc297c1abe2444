package dev.comm.core.link;

import dev.comm.api.Payload;
import dev.comm.api.error.ProtocolException;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The assembler of the frames of one endpoint into commands with whole payloads.
 *
 * <p>Memory grows with the received bytes, never with an announced length.
 */
final class CommandAssembler {
    /** Maximum number of incomplete payloads of a connection. The store limits their bytes. */
    static final int STREAMS_MAX = 1_024;

    private final PayloadStore store;
    private final boolean relays;
    private final Map<Integer, Partial> partials = new HashMap<>();

    /**
     * Creates an assembler without incomplete payloads.
     *
     * @param relays whether this side relays messages for other ranks
     */
    CommandAssembler(PayloadStore store, boolean relays) {
        this.store = store;
        this.relays = relays;
    }

    /** The receiver of assembled commands. */
    interface Receiver {
        /** Receives a command with its whole payload. */
        void received(Command command, Payload payload);

        /** Returns whether the value of a command is needed. The bytes of an unneeded value are dropped. */
        boolean isAwaited(Command command);

        /**
         * Receives a command whose payload arrived completely, but which this process could not store.
         *
         * @param why text with the cure and the failure
         */
        void unstored(Command command, String why);
    }

    /**
     * Handles one frame.
     *
     * @throws ProtocolException if the frame contradicts the frames before it
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
            begin(header, command, bytes, receiver.isAwaited(command));
        } else {
            require(bytes.remaining() == content.length(), "a payload's length differs from its announcement");
            whole(command, bytes, receiver);
        }
    }

    private void whole(Command command, ByteBuffer bytes, Receiver receiver) {
        if (!receiver.isAwaited(command)) {
            receiver.received(withoutValue(command), null);
            return;
        }
        Payload payload;
        try {
            payload = store.whole(bytes, memoryMax(command), isChecked(command));
        } catch (UncheckedIOException e) {
            receiver.unstored(command, e.getMessage());
            return;
        }
        receiver.received(command, payload);
    }

    private static Command withoutValue(Command command) {
        return command instanceof WorkCommand.Result result
                ? new WorkCommand.Result(result.id(), result.attempt(), result.status(), Content.NONE)
                : command;
    }

    private void begin(FrameHeader header, Command command, ByteBuffer bytes, boolean isAwaited) {
        require(partials.size() < STREAMS_MAX, "more than " + STREAMS_MAX + " incomplete payloads");
        require(!partials.containsKey(header.stream()), "stream " + header.stream() + " is in use");
        long length = command.content().length();
        Partial partial =
                new Partial(command, store.assemble(length, memoryMax(command), isChecked(command)), isAwaited);
        // The payload is registered before any step that can fail, so that discard finds it.
        partials.put(header.stream(), partial);
        partial.add(bytes);
    }

    private long memoryMax(Command command) {
        boolean relayed = relays && command instanceof MessageCommand.Message message && message.to() != 0;
        return relayed ? store.relayedMax() : Long.MAX_VALUE;
    }

    /** Returns whether the receiver must acknowledge the payload with its checksum (D1). */
    private static boolean isChecked(Command command) {
        return command instanceof CollectiveCommand.Part;
    }

    private void data(FrameHeader header, ByteBuffer bytes, Receiver receiver) {
        Partial partial = partials.get(header.stream());
        require(partial != null, "data of an unknown stream " + header.stream());
        partial.add(bytes);
        if ((header.flags() & FrameHeader.MORE) == 0) {
            partial.finish();
            partials.remove(header.stream());
            partial.pass(receiver);
        }
    }

    /** Discards incomplete payloads. */
    void discard() {
        for (Partial partial : partials.values()) {
            partial.discard();
        }
        partials.clear();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProtocolException(otherwise);
        }
    }

    /**
     * A command with an incomplete payload. If this process cannot store the payload, its remaining bytes are only
     * counted, so that the connection stays usable.
     */
    private static final class Partial {
        private final Command command;
        private final PayloadAssembly assembly;
        private long size;
        private final boolean isAwaited;
        private Payload whole;
        private String unstored;

        Partial(Command command, PayloadAssembly assembly, boolean isAwaited) {
            this.command = command;
            this.assembly = assembly;
            this.isAwaited = isAwaited;
        }

        void add(ByteBuffer bytes) {
            size += bytes.remaining();
            PayloadAssembly.check(size, command.content().length(), false);
            if (isKept()) {
                storing(() -> assembly.add(bytes));
            }
        }

        void finish() {
            PayloadAssembly.check(size, command.content().length(), true);
            if (isKept()) {
                storing(() -> whole = assembly.finish());
            }
        }

        private boolean isKept() {
            return isAwaited && unstored == null;
        }

        private void storing(Runnable action) {
            try {
                action.run();
            } catch (UncheckedIOException e) {
                unstored = e.getMessage();
                assembly.discard();
            }
        }

        void pass(Receiver receiver) {
            if (!isAwaited) {
                receiver.received(withoutValue(command), null);
            } else if (unstored == null) {
                receiver.received(command, whole);
            } else {
                receiver.unstored(command, unstored);
            }
        }

        void discard() {
            if (unstored == null) {
                assembly.discard();
            }
        }
    }
}
