package dev.comm.api.protocol;

import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.RankSet;
import java.util.List;
import java.util.SortedSet;
import org.apiguardian.api.API;

/** The commands of collectives: members send arrivals, the master sends one decision. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface CollectiveCommand extends Command {
    /** The instance's number in its communicator, or -1 for a command about the whole communicator. */
    long sequence();

    /**
     * Node to master: the member entered the call. The arrival counts once the last payload byte has come; repeats
     * count once (B13).
     *
     * @param name the name the user gave the call, or empty
     * @param operator the reduce operator's name, or empty
     * @param timeoutNanos timeout of this member
     * @param acked the last instance with a decision that this member has received, or -1
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
            implements CollectiveCommand {
        /** An arrival at an instance that has no name and takes no value, such as a barrier. */
        public static Arrive of(int communicator, long sequence, CollectiveKind kind, long timeoutNanos, long acked) {
            return new Arrive(communicator, sequence, kind, "", 0, "", timeoutNanos, acked, Content.NONE);
        }

        /** The same arrival at another instance. */
        public Arrive withSequence(long value) {
            return new Arrive(communicator, value, kind, name, root, operator, timeoutNanos, acked, content);
        }

        /** The same arrival at a call of another kind. */
        public Arrive withKind(CollectiveKind value) {
            return new Arrive(communicator, sequence, value, name, root, operator, timeoutNanos, acked, content);
        }

        /** The same arrival at a call with this name; no copy if it has it already. */
        public Arrive withName(String value) {
            return value.equals(name)
                    ? this
                    : new Arrive(communicator, sequence, kind, value, root, operator, timeoutNanos, acked, content);
        }

        /** The same arrival after the decision of this instance. */
        public Arrive withAcked(long value) {
            return new Arrive(communicator, sequence, kind, name, root, operator, timeoutNanos, value, content);
        }

        /** The same arrival with this value; no copy if it has it already. */
        public Arrive withContent(Content value) {
            return value.equals(content)
                    ? this
                    : new Arrive(communicator, sequence, kind, name, root, operator, timeoutNanos, acked, value);
        }
    }

    /**
     * Master to node: the member's part of a distribute, scatter or admit, which is provisional until the decision
     * (D1).
     */
    record Part(int communicator, long sequence, Content content) implements CollectiveCommand {}

    /** Node to master: acknowledges that the whole part has arrived. */
    record Held(int communicator, long sequence, long length, int crc32c) implements CollectiveCommand {}

    /**
     * Master to node: the agreed decision of an instance.
     *
     * @param survivors ranks that survive, as a {@link RankSet} like {@code missing}
     * @param departures members of the instance's view that departed
     * @param missing ranks that had not arrived at the deadline
     * @param joined members that this instance admits
     * @param slowest rank that arrived last, or -1
     * @param detail a sentence for messages if the outcome is not SUCCESS
     * @param slots the ranks of the values in the payload, in this order
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
        /** Copies the collections. */
        public Decision {
            survivors = RankSet.copyOf(survivors);
            departures = List.copyOf(departures);
            missing = RankSet.copyOf(missing);
            joined = List.copyOf(joined);
            slots = List.copyOf(slots);
        }

        /** Where a decision stands: the instance, and the term and epoch in which it ended. */
        public record Stamp(int communicator, long sequence, long term, long epoch) {}

        /** The end of an instance in which nobody departed and that returns nothing to all, such as a barrier. */
        public static Decision of(Stamp stamp, Outcome outcome, SortedSet<Integer> survivors, int slowest) {
            return new Decision(
                    stamp.communicator,
                    stamp.sequence,
                    stamp.term,
                    stamp.epoch,
                    outcome,
                    survivors,
                    List.of(),
                    RankSet.NONE,
                    List.of(),
                    slowest,
                    "",
                    List.of(),
                    0,
                    Content.NONE);
        }

        /** A success without departures, and the values that it returns to all; slots are empty if it returns none. */
        public static Decision returning(
                Stamp stamp, SortedSet<Integer> survivors, int slowest, List<Slot> slots, Content content) {
            return new Decision(
                    stamp.communicator,
                    stamp.sequence,
                    stamp.term,
                    stamp.epoch,
                    Outcome.SUCCESS,
                    survivors,
                    List.of(),
                    RankSet.NONE,
                    List.of(),
                    slowest,
                    "",
                    slots,
                    0,
                    content);
        }

        /** A builder that starts from this decision. */
        public Builder toBuilder() {
            return new Builder(this);
        }

        /** Builds a decision from another one. */
        public static final class Builder {
            private int communicator;
            private long sequence;
            private long term;
            private long epoch;
            private Outcome outcome;
            private SortedSet<Integer> survivors;
            private List<Departure> departures;
            private SortedSet<Integer> missing;
            private List<Member> joined;
            private int slowest;
            private String detail;
            private List<Slot> slots;
            private int created;
            private Content content;

            private Builder(Decision from) {
                communicator = from.communicator;
                sequence = from.sequence;
                term = from.term;
                epoch = from.epoch;
                outcome = from.outcome;
                survivors = from.survivors;
                departures = from.departures;
                missing = from.missing;
                joined = from.joined;
                slowest = from.slowest;
                detail = from.detail;
                slots = from.slots;
                created = from.created;
                content = from.content;
            }

            /** Sets the instance's number. */
            public Builder sequence(long value) {
                sequence = value;
                return this;
            }

            /** Sets how the instance ended. */
            public Builder outcome(Outcome value) {
                outcome = value;
                return this;
            }

            /** Sets the ranks that survive. */
            public Builder survivors(SortedSet<Integer> value) {
                survivors = value;
                return this;
            }

            /** Sets the members of the instance's view that are gone. */
            public Builder departures(List<Departure> value) {
                departures = value;
                return this;
            }

            /** Sets the ranks that had not arrived at the deadline. */
            public Builder missing(SortedSet<Integer> value) {
                missing = value;
                return this;
            }

            /** Sets the members that enter with this instance. */
            public Builder joined(List<Member> value) {
                joined = value;
                return this;
            }

            /** Sets a sentence for people. */
            public Builder detail(String value) {
                detail = value;
                return this;
            }

            /** Sets the communicator that a DUP made. */
            public Builder created(int value) {
                created = value;
                return this;
            }

            /** Sets the values that it returns to all: the ranks of the bytes in the payload, and the payload. */
            public Builder returned(List<Slot> ranks, Content payload) {
                slots = ranks;
                content = payload;
                return this;
            }

            /** The decision. */
            public Decision build() {
                return new Decision(
                        communicator,
                        sequence,
                        term,
                        epoch,
                        outcome,
                        survivors,
                        departures,
                        missing,
                        joined,
                        slowest,
                        detail,
                        slots,
                        created,
                        content);
            }
        }
    }

    /** The outcome of an instance, equal on all members. */
    enum Outcome {
        /** Every member arrived or departed, and enough survive. */
        SUCCESS,
        /** The deadline passed under the FAIL policy. */
        TIMEOUT,
        /** The members called different collectives. */
        MISMATCH,
        /** Too few survive. */
        QUORUM_LOST,
        /** The reduce operator failed, or rank 0 could not supply its value. */
        FAILED
    }

    /** One rank's value in the payload of a decision. */
    record Slot(int rank, Content content) {}

    /** Node to master: acknowledges the decisions up to this one. */
    record DecisionAck(int communicator, long sequence) implements CollectiveCommand {}

    /** Master to node: asks after a mismatch for the call site of this member. */
    record CallSiteAsk(int communicator, long sequence) implements CollectiveCommand {}

    /** Node to master: the call site in the program. */
    record CallSite(int communicator, long sequence, String place) implements CollectiveCommand {}

    /**
     * Node to master: the member has closed this duplicate. All its calls there have ended, it needs no decision of it
     * any more, and it makes no further call there. The master frees a duplicate that all living members have closed.
     */
    record Release(int communicator) implements CollectiveCommand {
        @Override
        public long sequence() {
            return -1;
        }
    }

    /** Master to a node that serves requests: the other members wait for it in this instance. */
    record CallPending(int communicator, long sequence, CollectiveKind kind, String name)
            implements CollectiveCommand {}
}
