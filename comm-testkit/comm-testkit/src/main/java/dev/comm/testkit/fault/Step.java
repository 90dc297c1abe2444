package dev.comm.testkit.fault;

import dev.comm.api.protocol.FrameType;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * A point of the protocol at which a test can let a fault happen to a member: a kind of frame, on one side of its way.
 * Every kind of frame has three of them; those that tests use most have a name here.
 *
 * @param when on which side of the frame's way
 * @param frame the kind of frame
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Step(When when, FrameType frame) {
    /** A node has sent its first frame. */
    public static final Step HELLO_SENT = new Step(When.SENT, FrameType.HELLO);
    /** A node has sent its registration. */
    public static final Step JOIN_SENT = new Step(When.SENT, FrameType.JOIN);
    /** A node was told that it is registered. */
    public static final Step ACCEPTED_RECEIVED = new Step(When.RECEIVED, FrameType.ACCEPTED);
    /** A node was told that it is a member. */
    public static final Step WELCOME_RECEIVED = new Step(When.RECEIVED, FrameType.WELCOME);
    /** A node is about to send its arrival at a collective. */
    public static final Step ARRIVE_SENDING = new Step(When.SENDING, FrameType.ARRIVE);
    /** A node has given its arrival (or its first bytes) to the socket. */
    public static final Step ARRIVE_SENT = new Step(When.SENT, FrameType.ARRIVE);
    /** The master has taken an arrival in. */
    public static final Step ARRIVE_RECEIVED = new Step(When.RECEIVED, FrameType.ARRIVE);
    /** The master is about to send somebody its part. */
    public static final Step PART_SENDING = new Step(When.SENDING, FrameType.PART);
    /** A node has its part. */
    public static final Step PART_RECEIVED = new Step(When.RECEIVED, FrameType.PART);
    /** A node has said that it holds its part. */
    public static final Step HELD_SENT = new Step(When.SENT, FrameType.HELD);
    /** The master is about to send a decision to somebody. */
    public static final Step DECISION_SENDING = new Step(When.SENDING, FrameType.DECISION);
    /** The master has sent a decision to somebody. */
    public static final Step DECISION_SENT = new Step(When.SENT, FrameType.DECISION);
    /** A node has a decision. */
    public static final Step DECISION_RECEIVED = new Step(When.RECEIVED, FrameType.DECISION);
    /** A member has sent a message. */
    public static final Step MESSAGE_SENT = new Step(When.SENT, FrameType.MESSAGE);
    /** A member has a message. */
    public static final Step MESSAGE_RECEIVED = new Step(When.RECEIVED, FrameType.MESSAGE);
    /** The master has sent a request or task to somebody. */
    public static final Step REQUEST_SENT = new Step(When.SENT, FrameType.REQUEST);
    /** A node has a request or task. */
    public static final Step REQUEST_RECEIVED = new Step(When.RECEIVED, FrameType.REQUEST);
    /** A node has sent a result. */
    public static final Step RESULT_SENT = new Step(When.SENT, FrameType.RESULT);
    /** The master has a result. */
    public static final Step RESULT_RECEIVED = new Step(When.RECEIVED, FrameType.RESULT);
    /** A node has said goodbye. */
    public static final Step LEAVE_SENT = new Step(When.SENT, FrameType.LEAVE);

    /** On which side of a frame's way. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum When {
        /** The sender is about to give the frame to its socket. */
        SENDING,
        /** The sender has given the frame, or as much of it as the socket took, to its socket. */
        SENT,
        /** The receiver's machine has handled the frame, and all others that came in the same read. */
        RECEIVED
    }

    /** Any step. */
    public static Step of(When when, FrameType frame) {
        return new Step(when, frame);
    }

    /**
     * The step that {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Step parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        int split = upper.lastIndexOf('_');
        try {
            return new Step(When.valueOf(upper.substring(split + 1)), FrameType.valueOf(upper.substring(0, split)));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "not a step: '" + text + "'; a step is a kind of frame and _SENDING, _SENT or _RECEIVED,"
                            + " for example ARRIVE_SENT",
                    e);
        }
    }

    /** The kind of frame and the side, for example {@code ARRIVE_SENT}. */
    @Override
    public String toString() {
        return frame + "_" + when;
    }
}
