package dev.comm.api.frame;

import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.RankSet;
import java.util.List;
import java.util.SortedSet;
import org.apiguardian.api.API;

/** Barriers and everything built like one: arrivals in, one decision out. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface CollectiveCommand extends Command {
    /** The instance's number in its communicator. */
    long sequence();

    /**
     * Node to master: the member entered the call; counts when the last payload byte is there. Repeats count once
     * (B13).
     *
     * @param name the name the user gave the call, or empty
     * @param operator the reduce operator's name, or empty
     * @param timeoutNanos how long this member waits
     * @param acked the last instance whose decision this member holds, or -1
     */
    record Arrive(
            int communicator,
            long sequence,
            CollectiveKind kind,
            String name,
            int root,
            String operator,
            long timeoutNanos,
            long acked,
            Content content)
            implements CollectiveCommand {}

    /** Master to node: the member's part of a distribute, scatter or admit; provisional until the decision (D1). */
    record Part(int communicator, long sequence, Content content) implements CollectiveCommand {}

    /** Node to master: every byte of the part is here. */
    record Held(int communicator, long sequence, long length, int crc32c) implements CollectiveCommand {}

    /**
     * Master to node: the agreed end of an instance.
     *
     * @param survivors ranks, kept as a {@link RankSet}, as the missing are
     * @param departures who of the instance's view is gone
     * @param missing ranks that had not arrived at the deadline
     * @param joined who enters with this instance
     * @param slowest the last to arrive, or -1
     * @param detail a sentence for people where the outcome is not SUCCESS
     * @param slots for returned values: whose bytes the payload holds, in this order
     * @param created id of the communicator that a DUP made, else 0
     */
    record Decision(
            int communicator,
            long sequence,
            long term,
            long epoch,
            Outcome outcome,
            SortedSet<Integer> survivors,
            List<Departure> departures,
            SortedSet<Integer> missing,
            List<Member> joined,
            int slowest,
            String detail,
            List<Slot> slots,
            int created,
            Content content)
            implements CollectiveCommand {
        /** Keeps copies. */
        public Decision {
            survivors = RankSet.copyOf(survivors);
            departures = List.copyOf(departures);
            missing = RankSet.copyOf(missing);
            joined = List.copyOf(joined);
            slots = List.copyOf(slots);
        }
    }

    /** How an instance ended; equal on all members. */
    enum Outcome {
        /** Everybody arrived or departed, and enough survive. */
        SUCCESS,
        /** The deadline passed under the FAIL policy. */
        TIMEOUT,
        /** The members called different things. */
        MISMATCH,
        /** Too few survive. */
        QUORUM_LOST,
        /** The reduce operator failed, or rank 0 could not give its value. */
        FAILED
    }

    /** One rank's share of a returned payload. */
    record Slot(int rank, Content content) {}

    /** Node to master: the decisions up to this one are here. */
    record DecisionAck(int communicator, long sequence) implements CollectiveCommand {}

    /** Master to node: where in the program does this call stand? Asked after a mismatch. */
    record Where(int communicator, long sequence) implements CollectiveCommand {}

    /** Node to master: the place in the program. */
    record Standing(int communicator, long sequence, String place) implements CollectiveCommand {}

    /** Master to a node that serves requests: the others wait for it in this instance. */
    record Called(int communicator, long sequence, CollectiveKind kind, String name) implements CollectiveCommand {}
}
