package dev.comm.api.protocol;

import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.RankSet;
import java.util.List;
import java.util.SortedSet;
import org.apiguardian.api.API;

/** The commands of collectives. Members send arrivals, and the master sends one decision. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface CollectiveCommand extends Command {
    /** Returns the number of the instance in its communicator, or -1 for a command about the whole communicator. */
    long sequence();

    /**
     * Node to master: the member entered the call. The arrival counts when the last payload byte has arrived. A
     * repeated arrival has no further effect (B13).
     *
     * @param name name that the user gave the call, or empty
     * @param operator name of a reduce operator that Comm knows, or empty
     * @param timeoutNanos timeout of this member
     * @param acked the last instance with a decision that this member has received, or -1
     * @param parts the values for the ranks (index = rank) of an ALL_TO_ALL, one after the other in the payload; empty
     *     for the other kinds, and if the content is the error in place of all of them
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
            Content content,
            List<Content> parts)
            implements CollectiveCommand {
        /** Copies the list. */
        public Arrive {
            parts = List.copyOf(parts);
        }

        /** Returns an arrival at an instance that has no name and takes no value, such as a barrier. */
        public static Arrive of(int communicator, long sequence, CollectiveKind kind, long timeoutNanos, long acked) {
            return new Arrive(communicator, sequence, kind, "", 0, "", timeoutNanos, acked, Content.NONE, List.of());
        }

        /** Returns the same arrival at another instance. */
        public Arrive withSequence(long value) {
            return new Arrive(communicator, value, kind, name, root, operator, timeoutNanos, acked, content, parts);
        }

        /** Returns the same arrival at a call of another kind. */
        public Arrive withKind(CollectiveKind value) {
            return new Arrive(communicator, sequence, value, name, root, operator, timeoutNanos, acked, content, parts);
        }

        /** Returns the same arrival at a call with this name, or this object if it already has the name. */
        public Arrive withName(String value) {
            return value.equals(name)
                    ? this
                    : new Arrive(
                            communicator, sequence, kind, value, root, operator, timeoutNanos, acked, content, parts);
        }

        /** Returns the same arrival at a call with this operator, or this object if it already has the operator. */
        public Arrive withOperator(String value) {
            return value.equals(operator)
                    ? this
                    : new Arrive(communicator, sequence, kind, name, root, value, timeoutNanos, acked, content, parts);
        }

        /** Returns the same arrival with this instance as the last one whose decision the member has received. */
        public Arrive withAcked(long value) {
            return new Arrive(communicator, sequence, kind, name, root, operator, timeoutNanos, value, content, parts);
        }

        /** Returns the same arrival with this content, or this object if it already has the content. */
        public Arrive withContent(Content value) {
            return value.equals(content)
                    ? this
                    : new Arrive(communicator, sequence, kind, name, root, operator, timeoutNanos, acked, value, parts);
        }

        /** Returns the same arrival with these values for the ranks, or this object if it already has them. */
        public Arrive withParts(List<Content> value) {
            return value.equals(parts)
                    ? this
                    : new Arrive(
                            communicator, sequence, kind, name, root, operator, timeoutNanos, acked, content, value);
        }
    }

    /**
     * Master to node: the part of this member in a distribute, scatter or admit. The part is provisional until the
     * decision (D1).
     */
    record Part(int communicator, long sequence, Content content) implements CollectiveCommand {}

    /** Node to master: acknowledges that the whole part has arrived. */
    record Held(int communicator, long sequence, long length, int crc32c) implements CollectiveCommand {}

    /**
     * Master to node: the agreed decision of an instance.
     *
     * @param survivors ranks that survive, copied into a {@link RankSet} like {@code missing}
     * @param departures members of the instance's view that departed
     * @param missing ranks that had not arrived at the deadline
     * @param joined members that this instance admits
     * @param slowest rank that arrived last, or -1
     * @param detail a sentence for messages if the outcome is not SUCCESS
     * @param slots the ranks of the values in the payload, in this order
     * @param created id of the communicator that a DUP made, or 0
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

        /** The position of a decision: the instance, and the term and epoch in which the instance ended. */
        public record Stamp(int communicator, long sequence, long term, long epoch) {}

        /** Returns the decision of an instance without departures and without returned values, such as a barrier. */
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

        /**
         * Returns a successful decision without departures that returns values to all members. Without values, the
         * slots are empty.
         */
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

        /** Returns a builder that starts from this decision. */
        public Builder toBuilder() {
            return new Builder(this);
        }

        /** A builder that starts from another decision. */
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

            /** Sets the outcome of the instance. */
            public Builder outcome(Outcome value) {
                outcome = value;
                return this;
            }

            /** Sets the ranks that survive. */
            public Builder survivors(SortedSet<Integer> value) {
                survivors = value;
                return this;
            }

            /** Sets the members of the instance's view that departed. */
            public Builder departures(List<Departure> value) {
                departures = value;
                return this;
            }

            /** Sets the ranks that had not arrived at the deadline. */
            public Builder missing(SortedSet<Integer> value) {
                missing = value;
                return this;
            }

            /** Sets the members that this instance admits. */
            public Builder joined(List<Member> value) {
                joined = value;
                return this;
            }

            /** Sets the sentence for messages. */
            public Builder detail(String value) {
                detail = value;
                return this;
            }

            /** Sets the id of the communicator that a DUP made. */
            public Builder created(int value) {
                created = value;
                return this;
            }

            /**
             * Sets the values that the decision returns to all members: the ranks of the values in the payload, and the
             * payload.
             */
            public Builder returned(List<Slot> ranks, Content payload) {
                slots = ranks;
                content = payload;
                return this;
            }

            /** Returns the decision. */
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
        /** Every member arrived or departed, and enough members survive. */
        SUCCESS,
        /** The deadline passed under the FAIL policy. */
        TIMEOUT,
        /** The members called different collectives. */
        MISMATCH,
        /** Too few members survive. */
        QUORUM_LOST,
        /** The reduce operator failed, or rank 0 could not supply its value. */
        FAILED
    }

    /** The value of one rank in the payload of a decision. */
    record Slot(int rank, Content content) {}

    /** Node to master: acknowledges the decisions up to this instance. */
    record DecisionAck(int communicator, long sequence) implements CollectiveCommand {}

    /** Master to node: requests the call site of this member after a mismatch. */
    record CallSiteAsk(int communicator, long sequence) implements CollectiveCommand {}

    /** Node to master: the call site in the program. */
    record CallSite(int communicator, long sequence, String place) implements CollectiveCommand {}

    /**
     * Node to master: the member has closed this duplicate. All calls of the member on the duplicate have ended, so the
     * member needs no further decision and makes no further call. The master frees a duplicate that all living members
     * have closed.
     */
    record Release(int communicator) implements CollectiveCommand {
        @Override
        public long sequence() {
            return -1;
        }
    }

    /** Master to a node that serves requests: the other members wait for this node in this instance. */
    record CallPending(int communicator, long sequence, CollectiveKind kind, String name)
            implements CollectiveCommand {}
}
