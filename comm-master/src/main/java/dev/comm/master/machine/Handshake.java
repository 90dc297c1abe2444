package dev.comm.master.machine;

import dev.comm.api.frame.Bytes;
import dev.comm.api.frame.HandshakeCommand;
import dev.comm.api.frame.HandshakeCommand.Rejected;
import dev.comm.api.frame.Transcript;

/** One connection on its way to become a node. */
final class Handshake {
    /** What is awaited next. */
    enum State {
        /** The first frame. To AWAIT_PROOF by HELLO, to ANSWERED by one that cannot be answered otherwise. */
        AWAIT_HELLO,
        /** The answer to the challenge. To AWAIT_JOIN by a right PROOF, to FAILED by a wrong one. */
        AWAIT_PROOF,
        /** The registration. To DONE by JOIN, to ANSWERED by a refusal. */
        AWAIT_JOIN,
        /** The proof was wrong; the answer to it is still to come. To ANSWERED. */
        FAILED,
        /** Refused, and told so; its connection is to end. To DONE by that. */
        ANSWERED,
        /** Registered, or gone. Final. */
        DONE
    }

    private final int endpoint;
    private final String peer;
    private final String address;
    private final Bytes binding;
    private final long deadlineNanos;
    private State state = State.AWAIT_HELLO;
    private HandshakeCommand.Hello hello;
    private HandshakeCommand.Challenge challenge;
    private Rejected difference;

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

    /** The peer without its port: what limits count by. */
    String address() {
        return address;
    }

    /** When it is dropped, in awake time. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    State state() {
        return state;
    }

    HandshakeCommand.Hello hello() {
        return hello;
    }

    /** The serializer that was agreed; empty for none. */
    String serializer() {
        return challenge.serializer();
    }

    /** What ties it to its encrypted channel; empty without encryption. */
    Bytes binding() {
        return binding;
    }

    /** All that both sides said before the node's proof. */
    Transcript transcript() {
        return new Transcript(hello, challenge, binding);
    }

    /** Why the node will not be admitted although the handshake goes on to its proof, or null. */
    Rejected difference() {
        return difference;
    }

    /**
     * The challenge was sent.
     *
     * @param different what is wrong with the first frame, or null; the node hears of it behind its proof
     */
    void challenged(HandshakeCommand.Hello said, HandshakeCommand.Challenge asked, Rejected different) {
        hello = said;
        challenge = asked;
        difference = different;
        become(State.AWAIT_PROOF);
    }

    void proved() {
        become(State.AWAIT_JOIN);
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
