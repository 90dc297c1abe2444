package dev.comm.master.machine;

import dev.comm.api.frame.HandshakeCommand;

/** One connection on its way to become a node. */
final class Handshake {
    /** What is awaited next. */
    enum State {
        /** The first frame. To AWAIT_PROOF by HELLO. */
        AWAIT_HELLO,
        /** The answer to the challenge. To AWAIT_JOIN by a right PROOF. */
        AWAIT_PROOF,
        /** The registration. To DONE by JOIN. */
        AWAIT_JOIN,
        /** Registered or refused. Final. */
        DONE
    }

    private final int endpoint;
    private final String peer;
    private final long deadlineNanos;
    private State state = State.AWAIT_HELLO;
    private HandshakeCommand.Hello hello;
    private HandshakeCommand.Challenge challenge;

    Handshake(int endpoint, String peer, long deadlineNanos) {
        this.endpoint = endpoint;
        this.peer = peer;
        this.deadlineNanos = deadlineNanos;
    }

    int endpoint() {
        return endpoint;
    }

    String peer() {
        return peer;
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

    HandshakeCommand.Challenge challenge() {
        return challenge;
    }

    void challenged(HandshakeCommand.Hello said, HandshakeCommand.Challenge asked) {
        hello = said;
        challenge = asked;
        become(State.AWAIT_PROOF);
    }

    void proved() {
        become(State.AWAIT_JOIN);
    }

    void ended() {
        become(State.DONE);
    }

    private void become(State next) {
        state = next;
    }
}
