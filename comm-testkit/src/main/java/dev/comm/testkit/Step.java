package dev.comm.testkit;

import dev.comm.api.frame.FrameType;
import org.apiguardian.api.API;

/** A point of the protocol at which a test can let something happen to a member. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Step {
    /** A node has sent its first frame. */
    HELLO_SENT(When.SENT, FrameType.HELLO),
    /** A node has sent its registration. */
    JOIN_SENT(When.SENT, FrameType.JOIN),
    /** A node was told that it is registered. */
    ACCEPTED_RECEIVED(When.RECEIVED, FrameType.ACCEPTED),
    /** A node was told that it is a member. */
    WELCOME_RECEIVED(When.RECEIVED, FrameType.WELCOME),
    /** A node is about to send its arrival at a collective. */
    ARRIVAL_SENDING(When.SENDING, FrameType.ARRIVE),
    /** A node has given its arrival (or its first bytes) to the socket. */
    ARRIVAL_SENT(When.SENT, FrameType.ARRIVE),
    /** The master has taken an arrival in. */
    ARRIVAL_RECEIVED(When.RECEIVED, FrameType.ARRIVE),
    /** The master is about to send somebody its part. */
    PART_SENDING(When.SENDING, FrameType.PART),
    /** A node has its part. */
    PART_RECEIVED(When.RECEIVED, FrameType.PART),
    /** A node has said that it holds its part. */
    HELD_SENT(When.SENT, FrameType.HELD),
    /** The master is about to send a decision to somebody. */
    DECISION_SENDING(When.SENDING, FrameType.DECISION),
    /** The master has sent a decision to somebody. */
    DECISION_SENT(When.SENT, FrameType.DECISION),
    /** A node has a decision. */
    DECISION_RECEIVED(When.RECEIVED, FrameType.DECISION),
    /** A member has sent a message. */
    NOTE_SENT(When.SENT, FrameType.NOTE),
    /** A member has a message. */
    NOTE_RECEIVED(When.RECEIVED, FrameType.NOTE),
    /** The master has sent a request or task to somebody. */
    REQUEST_SENT(When.SENT, FrameType.REQUEST),
    /** A node has a request or task. */
    REQUEST_RECEIVED(When.RECEIVED, FrameType.REQUEST),
    /** A node has sent a result. */
    RESULT_SENT(When.SENT, FrameType.RESULT),
    /** The master has a result. */
    RESULT_RECEIVED(When.RECEIVED, FrameType.RESULT),
    /** A node has said goodbye. */
    LEAVE_SENT(When.SENT, FrameType.LEAVE);

    /** On which side of a frame's way. */
    enum When {
        SENDING,
        SENT,
        RECEIVED
    }

    private final When when;
    private final FrameType frame;

    Step(When when, FrameType frame) {
        this.when = when;
        this.frame = frame;
    }

    boolean matches(When now, FrameType type) {
        return when == now && frame == type;
    }
}
