package dev.comm.testkit.fault;

import dev.comm.api.protocol.FrameType;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * A point of the protocol at which a test can cause a fault of a member. The point is a kind of frame and one side of
 * its way. Every kind of frame has three steps, and the steps that tests use most have a name here.
 *
 * @param when the side of the frame's way
 * @param frame the kind of frame
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Step(When when, FrameType frame) {
    /** A node has sent its first frame. */
    public static final Step HELLO_SENT = new Step(When.SENT, FrameType.HELLO);
    /** A node has sent its registration. */
    public static final Step JOIN_SENT = new Step(When.SENT, FrameType.JOIN);
    /** A node has received the frame that confirms its registration. */
    public static final Step ACCEPTED_RECEIVED = new Step(When.RECEIVED, FrameType.ACCEPTED);
    /** A node has received the frame that makes it a member. */
    public static final Step WELCOME_RECEIVED = new Step(When.RECEIVED, FrameType.WELCOME);
    /** A node is about to send its arrival at a collective. */
    public static final Step ARRIVE_SENDING = new Step(When.SENDING, FrameType.ARRIVE);
    /** A node has given its arrival (or its first bytes) to the socket. */
    public static final Step ARRIVE_SENT = new Step(When.SENT, FrameType.ARRIVE);
    /** The master has received an arrival. */
    public static final Step ARRIVE_RECEIVED = new Step(When.RECEIVED, FrameType.ARRIVE);
    /** The master is about to send a node its part. */
    public static final Step PART_SENDING = new Step(When.SENDING, FrameType.PART);
    /** A node has received its part. */
    public static final Step PART_RECEIVED = new Step(When.RECEIVED, FrameType.PART);
    /** A node has sent the frame that confirms that it holds its part. */
    public static final Step HELD_SENT = new Step(When.SENT, FrameType.HELD);
    /** The master is about to send a decision to a node. */
    public static final Step DECISION_SENDING = new Step(When.SENDING, FrameType.DECISION);
    /** The master has sent a decision to a node. */
    public static final Step DECISION_SENT = new Step(When.SENT, FrameType.DECISION);
    /** A node has received a decision. */
    public static final Step DECISION_RECEIVED = new Step(When.RECEIVED, FrameType.DECISION);
    /** A member has sent a message. */
    public static final Step MESSAGE_SENT = new Step(When.SENT, FrameType.MESSAGE);
    /** A member has received a message. */
    public static final Step MESSAGE_RECEIVED = new Step(When.RECEIVED, FrameType.MESSAGE);
    /** The master has sent a request or task to a node. */
    public static final Step REQUEST_SENT = new Step(When.SENT, FrameType.REQUEST);
    /** A node has received a request or task. */
    public static final Step REQUEST_RECEIVED = new Step(When.RECEIVED, FrameType.REQUEST);
    /** A node has sent a result. */
    public static final Step RESULT_SENT = new Step(When.SENT, FrameType.RESULT);
    /** The master has received a result. */
    public static final Step RESULT_RECEIVED = new Step(When.RECEIVED, FrameType.RESULT);
    /** A node has sent its goodbye. */
    public static final Step LEAVE_SENT = new Step(When.SENT, FrameType.LEAVE);

    /** The side of a frame's way. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum When {
        /** The sender is about to give the frame to its socket. */
        SENDING,
        /** The sender has given the frame, or as much of it as the socket took, to its socket. */
        SENT,
        /** The machine of the receiver has handled the frame, and all other frames of the same read. */
        RECEIVED
    }

    /** Returns the step for a side and a kind of frame. */
    public static Step of(When when, FrameType frame) {
        return new Step(when, frame);
    }

    /**
     * Parses the text that {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if the text is not a step
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

    /** Returns the kind of frame and the side, for example {@code ARRIVE_SENT}. */
    @Override
    public String toString() {
        return frame + "_" + when;
    }
}
