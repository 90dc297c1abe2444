package dev.comm.testkit.live.picture;

import java.util.List;

/**
 * The content of a run's picture: one lane per member, its events, and the frames between them.
 *
 * @param names the names of the members, by lane
 * @param points the points in their order
 * @param omitted the number of omitted points before the first point that is shown
 */
public record Lanes(List<String> names, List<Point> points, int omitted) {
    /** A point at a time on a lane. */
    sealed interface Point {
        long nanos();

        int lane();
    }

    /** An event of a member. */
    record Mark(long nanos, int lane, Look look, Line line, String text) implements Point {}

    /** A frame that a member sent. It is lost if it has no point of arrival. */
    record Sent(long nanos, int lane, int to, long frame, String label) implements Point {}

    /** The arrival of a frame that a member read. */
    record Arrived(long nanos, int lane, long frame) implements Point {}

    /** The look of a mark. */
    enum Look {
        /** An occurrence. */
        PLAIN,
        /** A fault. */
        FAULT,
        /** A verdict. */
        VERDICT,
        /** The place where a promise was broken. Its text goes over all lanes. */
        BROKEN
    }

    /** The look of the line of a lane after a mark. */
    enum Line {
        /** The line does not change. */
        SAME,
        /** The member runs. */
        RUNNING,
        /** The member is stopped. */
        FROZEN,
        /** The member is dead. */
        DEAD
    }
}
