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
 * One connection as the driver sees it, which turns received frames into commands with payloads and sends commands as
 * frames.
 *
 * <p>The {@link CommandAssembler} assembles received frames, the {@link SendQueue} orders sent frames, and the
 * {@link StallDetector} decides whether the peer reads fast enough. The link itself has the state of the connection:
 * authenticated, muted, finishing or at fault. The number of waiting values is bounded by open collectives, credits and
 * waiting callers. All methods run under the step lock.
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
    /** The reason why values cannot be sent, or null. */
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

    /** Returns whether the peer has connected to this process, so that this process is the master. */
    boolean isAccepted() {
        return accepted;
    }

    FrameDecoder decoder() {
        return decoder;
    }

    CommandAssembler inbound() {
        return inbound;
    }

    /** Records that the peer has proved its identity, so that the link accepts larger frames and payloads. */
    public void authenticated(int frameBytesMax) {
        authenticated = true;
        decoder.frameBytesMax(frameBytesMax);
    }

    /**
     * Rejects payloads from a peer that has not proved its identity (SEC-20). The handshake has no payloads, so such a
     * peer cannot make this process store bytes.
     *
     * @throws ProtocolException if the frame belongs to a payload and the peer has not proved its identity
     */
    void checkStage(Command command) {
        if (!authenticated
                && (command instanceof StreamCommand || command.content().hasPayload())) {
            throw new ProtocolException(
                    "a " + FrameType.of(command) + " frame with a payload came before the proof of the peer");
        }
    }

    /** Queues a command. {@link #takeSent} returns the token when the socket has taken the whole command. */
    public void send(Command command, Payload payload, Object token) {
        if (finishing || fault != null && !isGoodbye(command)) {
            return;
        }
        try {
            queue.add(command, payload, token);
        } catch (RuntimeException e) {
            breakOff(e);
        }
        // This is also needed after a control frame. Its write may have emptied the bulk lane, for which the transport
        // reports no writable socket.
        pump();
    }

    /**
     * Takes back the command of a token, or copies the rest of its payload if some bytes have gone to the transport.
     *
     * @return whether the command is never sent
     */
    public boolean takeBack(Object token) {
        try {
            boolean isTaken = queue.takeBack(token);
            finishIfEmpty();
            return isTaken;
        } catch (RuntimeException | OutOfMemoryError e) {
            // The peer waits for the rest, which the program may change from now on.
            breakOff(e);
            return false;
        }
    }

    /** Moves queued messages to the transport until its bulk lane is full enough. */
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
     * Handles a payload to be sent whose source, for example a file, cannot be read. No frame can report this failure,
     * so the member has to depart. The link drops all queued frames and sends only the final LEAVE or FENCED, which
     * gives the reason.
     */
    private void breakOff(Throwable e) {
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

    /** Returns the reason why values cannot be sent. Later calls, and calls without such a reason, return null. */
    String takeFault() {
        if (fault == null || faultTold) {
            return null;
        }
        faultTold = true;
        return fault;
    }

    /** Returns the next token of a message that the socket has taken, or null. */
    Object takeSent() {
        return queue.takeSent();
    }

    /** Writes the queued frames and then closes the endpoint. The link ignores commands after this call. */
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

    /** Drops all input from now on, because the machine has finished with this peer. */
    public void mute() {
        muted = true;
    }

    boolean isMuted() {
        return muted;
    }

    /**
     * Returns a sentence if more bytes or decisions wait than the limits ever allow, or null. It reports a stall only
     * once. The driver calls this method after every send.
     */
    String overflowed() {
        return stalls.afterSend(queue.decisionsMax());
    }

    /**
     * Returns a sentence if the peer does not read fast enough, or null. It reports a stall only once. The driver calls
     * this method at regular intervals.
     */
    String stalled(long nowNanos, long deadNanos) {
        return stalls.look(nowNanos, deadNanos);
    }

    /**
     * Checks that the peer does not answer a request that this side has not sent yet.
     *
     * @throws ProtocolException if the peer answers such a request
     */
    void checkAnswer(Command command) {
        if (command instanceof WorkCommand.Result result && queue.isAheadOf(result)) {
            throw new ProtocolException("it answered request " + result.id() + " before this side had sent it");
        }
    }
}
