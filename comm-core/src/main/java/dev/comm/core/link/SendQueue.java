package dev.comm.core.link;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * The queue that passes the commands of one connection to the transport, each on its lane and in an order on which the
 * peer can rely.
 *
 * <p>A small command goes to the control lane at once. A small value, and the notice that a source of messages has
 * ended, use the control lane only while few bytes wait in it. So many departures do not make a slow peer count as
 * stalled. All other commands wait in {@link OutboundFrames}. The method {@link #pump} takes frames of at most 256 KiB
 * from them, in turn, while fewer than 512 KiB wait in the transport. So a large payload delays neither control frames
 * nor other payloads.
 *
 * <p>A WELCOME may be large. A node does not know the members before it has the whole WELCOME, so all commands for
 * members wait behind the WELCOME. All methods run under the step lock.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SendQueue {
    static final int CONTROL_FRAME_MAX = 4 << 10;

    /** The bytes in the control lane above which even a small command with a value uses the bulk lane. */
    static final int CONTROL_VALUES_MAX = StallDetector.CONTROL_QUEUE_MAX / 2;

    public static final int BULK_QUEUE_TARGET = 512 << 10;

    private final int endpoint;
    private final Transport transport;
    private final FrameHeadCache heads;
    private final StallDetector stalls;
    private final OutboundFrames waiting = new OutboundFrames();
    private final SentTokens tokens = new SentTokens();
    private long bulkBytesGiven;
    private int nextStream = 1;
    private boolean welcoming;
    /**
     * The number of bulk bytes that the socket must have taken before the peer has its WELCOME. It is -1 while a part
     * of the WELCOME waits here.
     */
    private long welcomeEnd = -1;

    SendQueue(int endpoint, Transport transport, FrameHeadCache heads, StallDetector stalls) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.heads = heads;
        this.stalls = stalls;
    }

    /** Sends a small command at once, and queues any other command for {@link #pump}. */
    void add(Command command, Payload payload, Object token) {
        long length = payload == null ? 0 : payload.length();
        if (command instanceof HandshakeCommand.Welcome && !isControl(command, length)) {
            welcoming = true;
        }
        if (mustWaitForWelcome(command)) {
            waiting.add(new OutboundFrame(command, payload, token, takeStream()).behindWelcome());
        } else if (isControl(command, length)) {
            sendControl(heads.frame(command, length == 0 ? null : payload.slice(0, (int) length)));
            if (token != null) {
                tokens.add(token, 0);
            }
        } else {
            waiting.add(new OutboundFrame(command, payload, token, takeStream()));
        }
    }

    private void sendControl(ByteBuffer[] frame) {
        stalls.allowControlFrame(bytesOf(frame));
        transport.send(endpoint, Lane.CONTROL, frame);
    }

    private static long bytesOf(ByteBuffer[] frame) {
        long sum = 0;
        for (ByteBuffer piece : frame) {
            sum += piece.remaining();
        }
        return sum;
    }

    private boolean mustWaitForWelcome(Command command) {
        if (welcoming && !waiting.holdsWelcome() && welcomeEnd >= 0) {
            welcoming = bulkBytesTaken() < welcomeEnd;
        }
        boolean always = command instanceof MembershipCommand.Heartbeat || command instanceof MembershipCommand.Fenced;
        return welcoming && !always;
    }

    /** Returns the next stream id. The ids repeat after 2³² streams and omit 0, which stands for no stream. */
    private int takeStream() {
        int stream = nextStream++;
        nextStream = nextStream == 0 ? 1 : nextStream;
        return stream;
    }

    /** Moves waiting frames to the transport until enough bulk bytes wait in it. */
    void pump() {
        while (!waiting.isEmpty() && transport.queuedBytes(endpoint, Lane.BULK) < BULK_QUEUE_TARGET) {
            OutboundFrame message = waiting.next();
            bulkBytesGiven += message.sendChunk(transport, endpoint);
            if (message.isDone()) {
                done(message);
            }
        }
    }

    /**
     * Takes back the command of a token if no byte of it has gone to the transport. Otherwise the bytes that are left
     * are copied, here and in the transport, because the payload may change from now on.
     *
     * @return whether the command is never sent
     */
    boolean takeBack(Object token) {
        OutboundFrame message = waiting.find(token);
        if (message != null && !message.isBegun()) {
            remove(message);
            return true;
        }
        if (message != null) {
            message.detach();
        }
        if (message != null || tokens.contains(token)) {
            transport.detach(endpoint, Lane.BULK);
        }
        return false;
    }

    private void remove(OutboundFrame message) {
        waiting.done(message);
        if (message.orderKey() == OutboundFrames.WELCOME) {
            welcomeEnd = waiting.holdsWelcome() ? -1 : bulkBytesGiven;
        }
    }

    private void done(OutboundFrame message) {
        remove(message);
        if (message.token() != null) {
            tokens.add(message.token(), bulkBytesGiven);
        }
    }

    /** Drops the frames that the transport has not received yet. */
    void clear() {
        waiting.clear();
        welcoming = false;
    }

    /** Returns whether the transport has received all frames. Some of them may still wait in the transport. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Returns the next token of a message that the socket has taken, or null. */
    Object takeSent() {
        return tokens.isEmpty() ? null : tokens.take(bulkBytesTaken());
    }

    /** Returns whether the request of this result still waits here. */
    boolean isAheadOf(WorkCommand.Result result) {
        return waiting.isAheadOf(result);
    }

    /** Returns the largest number of waiting decisions of one communicator. */
    int decisionsMax() {
        return waiting.decisionsMax();
    }

    private long bulkBytesTaken() {
        return bulkBytesGiven - transport.queuedBytes(endpoint, Lane.BULK);
    }

    private boolean isControl(Command command, long length) {
        if (length > 0 && holdsMuchControl()) {
            return false;
        }
        if (command instanceof MessageCommand.Message || command instanceof MembershipCommand.Leave) {
            return false;
        }
        if (command instanceof MessageCommand.MessageEnd && (hasBulk() || holdsMuchControl())) {
            return false; // the last messages must be sent before the notice that no message follows
        }
        return length <= CONTROL_FRAME_MAX - 512;
    }

    private boolean holdsMuchControl() {
        return transport.queuedBytes(endpoint, Lane.CONTROL) > CONTROL_VALUES_MAX;
    }

    private boolean hasBulk() {
        return !waiting.isEmpty() || transport.queuedBytes(endpoint, Lane.BULK) > 0;
    }
}
