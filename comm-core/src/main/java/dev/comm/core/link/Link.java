package dev.comm.core.link;

import dev.comm.api.Payload;
import dev.comm.api.error.ProtocolException;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.spi.Transport;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.machine.ErrorText;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection as the driver sees it: frames in, commands with payloads out.
 *
 * <p>{@link CommandAssembler} puts frames together, {@link SendQueue} orders the sent ones, {@link StallDetector}
 * judges whether the peer keeps up. The link itself knows how far the connection is: authenticated, muted, finishing or
 * at fault. Values cannot pile up without bound, because their senders are bounded: open collectives, credits, callers
 * that wait. Runs under the step lock.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Link {
    static final int UNAUTHENTICATED_FRAME_MAX = 4 << 10;

    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final int endpoint;
    private final boolean accepted;
    private final Transport transport;
    private final FrameDecoder decoder = new FrameDecoder(UNAUTHENTICATED_FRAME_MAX);
    private final CommandAssembler inbound;
    private final StallDetector stalls;
    private final SendQueue queue;
    private boolean authenticated;
    private boolean finishing;
    private boolean finished;
    private boolean muted;
    /** Why values cannot be sent, or null. */
    private String fault;

    private boolean faultTold;

    Link(int endpoint, boolean accepted, Transport transport, PayloadStore store, FrameHeadCache heads) {
        this.endpoint = endpoint;
        this.accepted = accepted;
        this.transport = transport;
        this.inbound = new CommandAssembler(store, accepted);
        this.stalls = new StallDetector(endpoint, transport, store.limits().openCollectives());
        this.queue = new SendQueue(endpoint, transport, heads, stalls);
    }

    int endpoint() {
        return endpoint;
    }

    /** Whether the peer has connected to this process, so that this process is the master. */
    boolean isAccepted() {
        return accepted;
    }

    FrameDecoder decoder() {
        return decoder;
    }

    CommandAssembler inbound() {
        return inbound;
    }

    /** The peer has proved its identity: larger frames and payloads may come. */
    public void authenticated(int frameBytesMax) {
        authenticated = true;
        decoder.frameBytesMax(frameBytesMax);
    }

    /**
     * No peer makes this process keep bytes before it has proved its identity (SEC-20): the handshake has no payloads.
     *
     * @throws ProtocolException if the frame has to do with one all the same
     */
    void checkStage(Command command) {
        if (!authenticated
                && (command instanceof StreamCommand || command.content().hasPayload())) {
            throw new ProtocolException(
                    "a " + FrameType.of(command) + " frame with a payload came before the proof of the peer");
        }
    }

    /** Queues a command; the token comes back from {@link #takeSent} when the socket has everything. */
    public void send(Command command, Payload payload, Object token) {
        if (finishing || fault != null && !isGoodbye(command)) {
            return;
        }
        try {
            queue.add(command, payload, token);
        } catch (RuntimeException e) {
            breakOff(e);
        }
        // Also after a control frame: writing it may have emptied the bulk lane, and nobody reports that as writable.
        pump();
    }

    /** Moves queued messages to the transport as far as it is hungry. */
    void pump() {
        stalls.noteRelief();
        try {
            queue.pump();
            finishIfEmpty();
        } catch (RuntimeException e) {
            breakOff(e);
        }
    }

    /**
     * The source of a sent payload cannot be read, for example a file. No frame can say that, so the member has to go:
     * the rest is dropped, and only the goodbye, which says why, still goes out.
     */
    private void breakOff(RuntimeException e) {
        if (fault == null) {
            fault = "make it readable until the call has ended: a value to be sent cannot be read: "
                    + ErrorText.message(e);
            LOG.warn("{}", fault);
        }
        muted = true;
        queue.clear();
        finishIfEmpty();
    }

    private static boolean isGoodbye(Command command) {
        return command instanceof MembershipCommand.Leave || command instanceof MembershipCommand.Fenced;
    }

    /** Why values cannot be sent, once; else null. */
    String takeFault() {
        if (fault == null || faultTold) {
            return null;
        }
        faultTold = true;
        return fault;
    }

    /** The next token of a message that the socket has taken, or null. */
    Object takeSent() {
        return queue.takeSent();
    }

    /** Writes the queued frames, then closes; nothing can be added any more. */
    public void finish() {
        finishing = true;
        muted = true;
        pump();
    }

    private void finishIfEmpty() {
        if (finishing && !finished && queue.isEmpty()) {
            finished = true;
            transport.finish(endpoint);
        }
    }

    /** Drops all input from now on: the machine has finished with this peer. */
    public void mute() {
        muted = true;
    }

    boolean isMuted() {
        return muted;
    }

    /** A sentence if more waits than may ever be, once; else null. For after every send. */
    String overflowed() {
        return stalls.afterSend(queue.decisionsMax());
    }

    /** A sentence if the peer does not keep up, once; else null. For a look now and then. */
    String stalled(long nowNanos, long deadNanos) {
        return stalls.look(nowNanos, deadNanos);
    }

    /**
     * Checks that a peer does not answer frames that it has not read.
     *
     * @throws ProtocolException if it does
     */
    void checkAnswer(Command command) {
        if (command instanceof WorkCommand.Result result && queue.isAheadOf(result)) {
            throw new ProtocolException("it answered request " + result.id() + " before it was sent to it");
        }
    }
}
