package dev.comm.testkit.live.picture;

import java.util.List;

/**
 * The content of a run's picture: one lane per member, its events, and the frames between them.
 *
 * @param names of the members, by lane
 * @param points everything in its order
 * @param omitted how many points before the first one shown were left out
 */
public record Lanes(List<String> names, List<Point> points, int omitted) {
    /** Something at a time on a lane. */
    sealed interface Point {
        long nanos();

        int lane();
    }

    /** Something that happened to a member, or that it saw. */
    record Mark(long nanos, int lane, Look look, Line line, String text) implements Point {}

    /** A member sent a frame; it is lost if it arrives nowhere. */
    record Sent(long nanos, int lane, int to, long frame, String label) implements Point {}

    /** A member read a frame. */
    record Arrived(long nanos, int lane, long frame) implements Point {}

    /** How a mark looks. */
    enum Look {
        /** An occurrence. */
        PLAIN,
        /** A fault that was put in. */
        FAULT,
        /** A verdict. */
        VERDICT,
        /** A promise was broken here; the text goes over all lanes. */
        BROKEN
    }

    /** The look of a lane's line from a mark on. */
    enum Line {
        /** As before. */
        SAME,
        /** Runs. */
        RUNNING,
        /** Is stopped. */
        FROZEN,
        /** Is dead. */
        DEAD
    }
}
