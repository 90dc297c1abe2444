package dev.comm.testkit.history;

import dev.comm.api.Cause;
import dev.comm.api.View;
import dev.comm.api.frame.CollectiveCommand;
import dev.comm.api.frame.CollectiveKind;
import dev.comm.api.machine.Failure;
import java.util.List;
import java.util.SortedMap;
import org.apiguardian.api.API;

/** Something that happened at a virtual time; a history is a list of these in their order. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Occurrence {
    /** Virtual nanoseconds since the start of the run. */
    long nanos();

    /** A process became a member. */
    record Joined(long nanos, Life life, int size, View view) implements Occurrence {}

    /** The master told a node that it is a member. */
    record Welcomed(long nanos, int rank, long incarnation) implements Occurrence {}

    /** A program entered a collective; the digests are what it gave, one per rank for a scatter. */
    record Called(
            long nanos,
            Life life,
            Instance instance,
            CollectiveKind kind,
            String name,
            long timeoutNanos,
            List<Digest> given)
            implements Occurrence {}

    /** The master's machine took an arrival in. */
    record Arrived(long nanos, Life life, Instance instance, CollectiveKind kind, String name, Digest given)
            implements Occurrence {}

    /** The master's machine learned that a member holds its part. */
    record Held(long nanos, Life life, Instance instance) implements Occurrence {}

    /** The master sent a decision to somebody, or gave it to its own program. */
    record Decided(long nanos, Instance instance, CollectiveCommand.Decision decision) implements Occurrence {}

    /** A program's call ended with a verdict; the values are what it got, by rank. */
    record Returned(
            long nanos,
            Life life,
            Instance instance,
            CollectiveKind kind,
            CollectiveCommand.Decision decision,
            List<Got> got)
            implements Occurrence {}

    /** A value that a member got and whose it was. */
    record Got(int rank, Digest value) {}

    /** A program's collective ended without a verdict. */
    record Failed(long nanos, Life life, Instance instance, Failure failure) implements Occurrence {}

    /** A process learned a view. */
    record ViewSeen(long nanos, Life life, long term, long epoch, SortedMap<Integer, Long> members)
            implements Occurrence {}

    /** The master declared an incarnation gone. */
    record Departed(long nanos, int rank, long incarnation, Cause cause, long epoch) implements Occurrence {}

    /** The master's transport told it that a member's connection ended. */
    record Disconnected(long nanos, Life life) implements Occurrence {}

    /** A process asked to leave. */
    record Leaving(long nanos, Life life) implements Occurrence {}

    /** A process's machine gave a message to its connection. */
    record NoteSent(long nanos, Life from, int to, long toIncarnation, int tag, Digest value) implements Occurrence {}

    /** A program's send returned. */
    record SendDone(long nanos, Life from, int to, int tag, Digest value) implements Occurrence {}

    /** A program received a message. */
    record NoteTaken(long nanos, Life to, int from, int tag, Digest value) implements Occurrence {}

    /** A program's receive failed. */
    record ReceiveFailed(long nanos, Life to, int from, int tag, Failure.Kind kind) implements Occurrence {}

    /** The master gave a task to a node. */
    record TaskGiven(long nanos, long id, int attempt, Life to) implements Occurrence {}

    /** The master's program saw the end of a task. */
    record TaskEnded(long nanos, String batch, int index, boolean done, boolean right, String detail)
            implements Occurrence {}

    /** The master's program submitted a batch of so many tasks. */
    record BatchSubmitted(long nanos, String batch, int tasks, boolean mayFail) implements Occurrence {}

    /** A machine threw, or ended a call as a bug. */
    record Broke(long nanos, int process, String detail) implements Occurrence {}

    /** A fault was put in: what it was, and which process it hits. */
    record Fault(long nanos, Kind kind, int process) implements Occurrence {
        /** What was done. */
        public enum Kind {
            /** Killed. */
            CRASH,
            /** Killed with its host: silence. */
            VANISH,
            /** Stopped. */
            FREEZE,
            /** Goes on. */
            THAW,
            /** Its connections were reset. */
            CUT,
            /** Bytes from or to it wait. */
            BLOCK,
            /** They flow again. */
            OPEN,
            /** They take longer. */
            DELAY
        }
    }
}
