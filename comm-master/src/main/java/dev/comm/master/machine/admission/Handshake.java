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
        /** Expects HELLO. A HELLO leads to AWAIT_PROOF, a rejected HELLO to ANSWERED. */
        AWAIT_HELLO,
        /** Expects PROOF. A valid PROOF leads to AWAIT_JOIN, a wrong one to FAILED. */
        AWAIT_PROOF,
        /** Expects JOIN. A JOIN leads to AWAIT_HEARTBEAT, a rejected JOIN to ANSWERED. */
        AWAIT_JOIN,
        /**
         * Accepted; expects the first HEARTBEAT. The HEARTBEAT leads to DONE, or to ANSWERED if the run has no free
         * place any more.
         */
        AWAIT_HEARTBEAT,
        /** The proof was wrong, and the answer is delayed. The answer leads to ANSWERED. */
        FAILED,
        /** Rejected with an answer. The close of the connection leads to DONE. */
        ANSWERED,
        /** Registered or closed. The final state. */
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

    /** Returns the address of the peer without its port. Quotas count connections by this address. */
    String address() {
        return address;
    }

    /** Returns the deadline, in awake time. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    State state() {
        return state;
    }

    HandshakeCommand.Hello hello() {
        return hello;
    }

    /** Returns the agreed serializer, or an empty text if the node uses none. */
    String serializer() {
        return serializer;
    }

    /** Returns the transcript of the frames before the node's proof. */
    Transcript transcript() {
        return new Transcript(hello, challenge, binding);
    }

    /** Returns the rejection that the master sends after the node's proof, or null. */
    Rejected difference() {
        return difference;
    }

    /**
     * Records that the master sent CHALLENGE.
     *
     * @param asked the CHALLENGE
     * @param chosen the serializer; MASTER_PROOF names it to the node after the node's proof
     * @param different the rejection of HELLO, or null; the master sends it after the node's proof
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

    /** Returns the JOIN of an accepted node. */
    HandshakeCommand.Join join() {
        return join;
    }

    /** Records the first HEARTBEAT of an accepted node. */
    void confirmed(Heartbeat first) {
        heartbeat = first;
    }

    /** Returns the first HEARTBEAT, or null. */
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
