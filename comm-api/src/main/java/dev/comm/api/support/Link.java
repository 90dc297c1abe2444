package dev.comm.api.support;

import dev.comm.api.Payload;
import dev.comm.api.ProtocolException;
import dev.comm.api.frame.Command;
import dev.comm.api.frame.FrameDecoder;
import dev.comm.api.frame.FrameType;
import dev.comm.api.frame.HandshakeCommand;
import dev.comm.api.frame.MembershipCommand;
import dev.comm.api.frame.NoteCommand;
import dev.comm.api.frame.StreamCommand;
import dev.comm.api.frame.WorkCommand;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One endpoint as the crank sees it: frames in, commands with payloads out.
 *
 * <p>Small commands go to the control lane; those with a value, and the word that a source of messages has ended, only
 * while little waits there, so that many departures do not make a slow peer a stalled one. Everything else waits in
 * queues, one for each order key, from which frames of at most 256 KiB are pulled in turn while fewer than 512 KiB wait
 * in the transport; so a large payload delays neither control nor other payloads. What lets values pile up is bounded
 * by who sends them (open collectives, credits, callers that wait); what remains of the control lane is small as long
 * as the peer reads, so a peer at which it is not has stalled. Runs under the step lock.
 */
final class Link {
    static final int CONTROL_FRAME_MAX = 4 << 10;
    /** The control lane may hold more for a moment, but not from one look to the next. */
    static final int CONTROL_QUEUE_MAX = 64 << 10;

    /** The control lane never holds more than this and one frame. */
    static final int CONTROL_QUEUE_LIMIT = 1 << 20;

    /** Above this a command with a value is bulk, however small it is. */
    static final int CONTROL_VALUES_MAX = CONTROL_QUEUE_MAX / 2;

    static final int CHUNK = 256 << 10;
    static final int BULK_QUEUE_TARGET = 512 << 10;
    static final int UNAUTHENTICATED_FRAME_MAX = 4 << 10;

    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final int endpoint;
    private final Transport transport;
    private final FrameHeads heads;
    private final FrameDecoder decoder = new FrameDecoder(UNAUTHENTICATED_FRAME_MAX);
    private final Inbound inbound;
    private final int window;
    private final OutboundMessages outbound = new OutboundMessages();
    private final ArrayDeque<AwaitedToken> tokens = new ArrayDeque<>();
    private long bulkBytesGiven;
    private int nextStream = 1;
    private long controlBudget = CONTROL_QUEUE_MAX;
    private boolean authenticated;
    private boolean finishing;
    private boolean finished;
    private boolean muted;
    private boolean broken;
    private boolean crowded;
    private boolean welcoming;
    /** How many bulk bytes the socket must have taken before the peer has its welcome; -1 while some wait here. */
    private long welcomeEnd = -1;

    private boolean stalledReported;
    private long stillSinceNanos = Long.MAX_VALUE;
    private long writtenAtCheck;

    Link(int endpoint, boolean accepted, Transport transport, PayloadStore store, FrameHeads heads) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.heads = heads;
        this.inbound = new Inbound(store, accepted);
        this.window = store.limits().openCollectives();
    }

    int endpoint() {
        return endpoint;
    }

    FrameDecoder decoder() {
        return decoder;
    }

    Inbound inbound() {
        return inbound;
    }

    /** The peer has proved who it is: larger frames and payloads may come. */
    void authenticated(int frameBytesMax) {
        authenticated = true;
        decoder.frameBytesMax(frameBytesMax);
    }

    /**
     * Nobody makes this process keep bytes before it has proved who it is (SEC-20): the handshake has no payloads.
     *
     * @throws ProtocolException if the frame has to do with one all the same
     */
    void checkStage(Command command) {
        if (!authenticated
                && (command instanceof StreamCommand || command.content().hasPayload())) {
            throw new ProtocolException(
                    "a " + FrameType.of(command) + " frame with a payload came before the peer had proved who it is");
        }
    }

    /** Queues a command; the token comes back from {@link #takeSent} when the socket has everything. */
    void send(Command command, Payload payload, Object token) {
        if (finishing || broken) {
            return;
        }
        try {
            queue(command, payload, token);
        } catch (RuntimeException e) {
            breakOff(e);
        }
    }

    private void queue(Command command, Payload payload, Object token) {
        long length = payload == null ? 0 : payload.length();
        if (command instanceof HandshakeCommand.Welcome && !isControl(command, length)) {
            welcoming = true;
        }
        if (mustWait(command)) {
            outbound.add(new OutboundMessage(command, payload, token, takeStream()).behindWelcome());
            pump();
            return;
        }
        if (isControl(command, length)) {
            ByteBuffer[] frame = heads.frame(command, length == 0 ? null : payload.slice(0, (int) length));
            // A view of thousands of members is a large frame, but not a sign of a slow peer.
            controlBudget = Math.max(controlBudget, 2L * bytesOf(frame));
            transport.send(endpoint, Lane.CONTROL, frame);
            if (token != null) {
                tokens.add(new AwaitedToken(token, 0));
            }
            // Writing it may have emptied the transport's bulk lane: nobody will report that as writable.
            pump();
            return;
        }
        outbound.add(new OutboundMessage(command, payload, token, takeStream()));
        pump();
    }

    private static long bytesOf(ByteBuffer[] frame) {
        long sum = 0;
        for (ByteBuffer piece : frame) {
            sum += piece.remaining();
        }
        return sum;
    }

    /**
     * Until a node has all of its welcome, which may be large, it knows nothing of what members know: all that concerns
     * them stays behind it.
     */
    private boolean mustWait(Command command) {
        if (welcoming && !outbound.holdsWelcome() && welcomeEnd >= 0) {
            welcoming = bulkBytesGiven - transport.queuedBytes(endpoint, Lane.BULK) < welcomeEnd;
        }
        boolean always = command instanceof MembershipCommand.Heartbeat || command instanceof MembershipCommand.Fenced;
        return welcoming && !always;
    }

    /** Numbers of streams come round again after 2³² of them; 0 stands for none. */
    private int takeStream() {
        int stream = nextStream++;
        nextStream = nextStream == 0 ? 1 : nextStream;
        return stream;
    }

    /** Moves queued messages to the transport as far as it is hungry. */
    void pump() {
        if (broken) {
            return;
        }
        crowded &= isCrowded();
        try {
            pumpWhileHungry();
        } catch (RuntimeException e) {
            breakOff(e);
        }
    }

    /**
     * What is sent cannot be read, a file behind it for example: the peer cannot be told otherwise, and nobody else is
     * harmed.
     */
    private void breakOff(RuntimeException e) {
        LOG.warn("closing a connection that cannot be served: {}", e.getMessage());
        broken = true;
        muted = true;
        transport.abort(endpoint);
    }

    private void pumpWhileHungry() {
        while (!outbound.isEmpty() && transport.queuedBytes(endpoint, Lane.BULK) < BULK_QUEUE_TARGET) {
            OutboundMessage message = outbound.next();
            bulkBytesGiven += message.sendChunk(transport, endpoint);
            if (message.isDone()) {
                outbound.done(message);
                if (message.orderKey() == OutboundMessages.WELCOME) {
                    welcomeEnd = outbound.holdsWelcome() ? -1 : bulkBytesGiven;
                }
                if (message.token() != null) {
                    tokens.add(new AwaitedToken(message.token(), bulkBytesGiven));
                }
            }
        }
        if (finishing && !finished && outbound.isEmpty()) {
            finished = true;
            transport.finish(endpoint);
        }
    }

    /** The next token whose message the socket has taken, or null. */
    Object takeSent() {
        AwaitedToken head = tokens.peek();
        if (head == null || bulkBytesGiven - transport.queuedBytes(endpoint, Lane.BULK) < head.bulkBytes) {
            return null;
        }
        return tokens.poll().token;
    }

    /** Writes what is queued, then closes; nothing can be added any more. */
    void finish() {
        finishing = true;
        muted = true;
        pump();
    }

    /** Drops what comes in from now on: the machine is through with this peer. */
    void mute() {
        muted = true;
    }

    boolean isMuted() {
        return muted;
    }

    private boolean isCrowded() {
        return transport.queuedBytes(endpoint, Lane.CONTROL) > controlBudget;
    }

    /** A sentence if more waits than may ever be, once; else null. For after every send. */
    String overflowed() {
        if (stalledReported) {
            return null;
        }
        long queued = transport.queuedBytes(endpoint, Lane.CONTROL);
        if (queued > Math.max(CONTROL_QUEUE_LIMIT, controlBudget)) {
            return stalled(grewTo(queued));
        }
        // Nobody arrives at so many collectives ahead of the verdicts it has read.
        return outbound.decisionsMax() > window
                ? stalled("it went on to other collectives while more than " + window + " verdicts wait for it")
                : null;
    }

    /**
     * Checks that a peer does not answer what it has not read.
     *
     * @throws ProtocolException if it does
     */
    void checkAnswer(Command command) {
        if (command instanceof WorkCommand.Result result && outbound.isAheadOf(result)) {
            throw new ProtocolException("it answered request " + result.id() + " before it was sent to it");
        }
    }

    /** A sentence if the peer does not keep up, once; else null. For a look now and then. */
    String stalled(long nowNanos, long deadNanos) {
        if (stalledReported) {
            return null;
        }
        long queued = transport.queuedBytes(endpoint, Lane.CONTROL);
        boolean wasCrowded = crowded;
        crowded = isCrowded();
        if (wasCrowded && crowded) {
            return stalled(grewTo(queued));
        }
        boolean stands = standsStill(nowNanos, queued + transport.queuedBytes(endpoint, Lane.BULK), deadNanos);
        return stands ? stalled("it took no byte for " + deadNanos / 1_000_000 + " ms although some waited") : null;
    }

    private static String grewTo(long queued) {
        return "its control queue grew to " + queued + " bytes";
    }

    private String stalled(String why) {
        stalledReported = true;
        return why;
    }

    private boolean standsStill(long nowNanos, long queued, long deadNanos) {
        long written = transport.writtenBytes(endpoint);
        if (queued == 0 || written != writtenAtCheck) {
            writtenAtCheck = written;
            stillSinceNanos = queued == 0 ? Long.MAX_VALUE : nowNanos;
            return false;
        }
        if (stillSinceNanos == Long.MAX_VALUE) {
            stillSinceNanos = nowNanos;
        }
        return nowNanos - stillSinceNanos > deadNanos;
    }

    private boolean isControl(Command command, long length) {
        if (length > 0 && holdsMuchControl()) {
            return false;
        }
        if (command instanceof NoteCommand.Note || command instanceof MembershipCommand.Leave) {
            return false;
        }
        if (command instanceof NoteCommand.NoteEnd && (hasBulk() || holdsMuchControl())) {
            return false; // the last messages go before the word that they were the last
        }
        return length <= CONTROL_FRAME_MAX - 512;
    }

    private boolean holdsMuchControl() {
        return transport.queuedBytes(endpoint, Lane.CONTROL) > CONTROL_VALUES_MAX;
    }

    private boolean hasBulk() {
        return !outbound.isEmpty() || transport.queuedBytes(endpoint, Lane.BULK) > 0;
    }

    /** A token and how many bulk bytes the socket must have taken before it counts. */
    private record AwaitedToken(Object token, long bulkBytes) {}
}
