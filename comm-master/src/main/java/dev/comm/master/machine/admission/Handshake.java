package dev.comm.master.machine.admission;

import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.Transcript;
import dev.comm.master.machine.membership.Origin;

/** The handshake of one connection. */
public final class Handshake {
    /** The states of a handshake, by the frame that the master expects. */
    enum State {
        /** Expects HELLO. To AWAIT_PROOF by HELLO, to ANSWERED by a rejected HELLO. */
        AWAIT_HELLO,
        /** Expects PROOF. To AWAIT_JOIN by a valid PROOF, to FAILED by a wrong one. */
        AWAIT_PROOF,
        /** Expects JOIN. To AWAIT_HEARTBEAT by JOIN, to ANSWERED by a rejection. */
        AWAIT_JOIN,
        /** Accepted; expects the first HEARTBEAT. To DONE by it, to ANSWERED if the run has no place any more. */
        AWAIT_HEARTBEAT,
        /** The proof was wrong; its answer waits. To ANSWERED. */
        FAILED,
        /** Rejected with an answer. To DONE when the connection closes. */
        ANSWERED,
        /** Registered or closed. Final. */
        DONE
    }

    private final int endpoint;
    private final String peer;
    private final String address;
    private final Bytes binding;
    private long deadlineNanos;
    private State state = State.AWAIT_HELLO;
    private HandshakeCommand.Hello hello;
    private HandshakeCommand.Challenge challenge;
    private String serializer;
    private Rejected difference;
    private HandshakeCommand.Join join;
    private Heartbeat heartbeat;

    Handshake(int endpoint, String peer, Bytes binding, long deadlineNanos) {
        this.endpoint = endpoint;
        this.peer = peer;
        this.address = Origin.of(peer);
        this.binding = binding;
        this.deadlineNanos = deadlineNanos;
    }

    int endpoint() {
        return endpoint;
    }

    String peer() {
        return peer;
    }

    /** The address of the peer without its port; quotas count by it. */
    String address() {
        return address;
    }

    /** The deadline, in awake time. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    State state() {
        return state;
    }

    HandshakeCommand.Hello hello() {
        return hello;
    }

    /** The agreed serializer; empty for none. */
    String serializer() {
        return serializer;
    }

    /** The transcript of the frames before the node's proof. */
    Transcript transcript() {
        return new Transcript(hello, challenge, binding);
    }

    /** The rejection that follows the node's proof, or null. */
    Rejected difference() {
        return difference;
    }

    /**
     * Records that the master sent CHALLENGE.
     *
     * @param asked the CHALLENGE
     * @param chosen the serializer; the node hears of it after its proof
     * @param different the rejection of HELLO, or null; the node receives it after its proof
     */
    void challenged(HandshakeCommand.Hello said, HandshakeCommand.Challenge asked, String chosen, Rejected different) {
        hello = said;
        challenge = asked;
        serializer = chosen;
        difference = different;
        become(State.AWAIT_PROOF);
    }

    void proved() {
        become(State.AWAIT_JOIN);
    }

    /** Records that the master sent ACCEPTED, with the deadline of the first HEARTBEAT in awake time. */
    void accepted(HandshakeCommand.Join said, long deadline) {
        join = said;
        deadlineNanos = deadline;
        become(State.AWAIT_HEARTBEAT);
    }

    /** The JOIN of an accepted node. */
    HandshakeCommand.Join join() {
        return join;
    }

    /** Records the first HEARTBEAT of an accepted node. */
    void confirmed(Heartbeat first) {
        heartbeat = first;
    }

    /** The first HEARTBEAT, or null. */
    Heartbeat heartbeat() {
        return heartbeat;
    }

    void failed() {
        become(State.FAILED);
    }

    void answered() {
        become(State.ANSWERED);
    }

    void ended() {
        become(State.DONE);
    }

    private void become(State next) {
        state = next;
    }
}
