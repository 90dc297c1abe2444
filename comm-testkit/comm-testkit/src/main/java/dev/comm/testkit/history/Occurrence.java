package dev.comm.testkit.history;

import dev.comm.api.Cause;
import dev.comm.api.View;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.core.machine.Failure;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.apiguardian.api.API;

/** Something that happened at a virtual time; a history is a list of these in their order. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Occurrence {
    /** Virtual nanoseconds since the start of the run. */
    long nanos();

    /** Something that happened at an instance. */
    sealed interface OfInstance extends Occurrence {
        /** The instance. */
        Instance instance();
    }

    /** A process became a member. */
    record Joined(long nanos, Life life, int size, View view) implements Occurrence {}

    /** The master told a node that it is a member. */
    record Welcomed(long nanos, int rank, long incarnation) implements Occurrence {}

    /** A program entered a collective; the digests are those of its values, one per rank for a scatter. */
    record Called(
            long nanos,
            Life life,
            Instance instance,
            CollectiveKind kind,
            String name,
            long timeoutNanos,
            List<Digest> given)
            implements OfInstance {}

    /** The master's machine took an arrival in. */
    record Arrived(long nanos, Life life, Instance instance, CollectiveKind kind, String name, Digest given)
            implements OfInstance {}

    /** The master's machine learned that a member holds its part. */
    record Held(long nanos, Life life, Instance instance) implements OfInstance {}

    /** The master sent a decision to somebody, or gave it to its own program. */
    record Decided(long nanos, Instance instance, CollectiveCommand.Decision decision) implements OfInstance {}

    /** A program's call ended with a verdict; the values are the ones that it got, by rank. */
    record Returned(
            long nanos,
            Life life,
            Instance instance,
            CollectiveKind kind,
            CollectiveCommand.Decision decision,
            List<Got> got)
            implements OfInstance {}

    /** A value that a member got, and its owner. */
    record Got(int rank, Digest value) {}

    /** A program's collective ended without a verdict. */
    record Failed(long nanos, Life life, Instance instance, Failure failure) implements OfInstance {}

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
    record NoteSent(long nanos, Life from, int communicator, int to, long toIncarnation, int tag, Digest value)
            implements Occurrence {}

    /** A program's send returned. */
    record SendDone(long nanos, Life from, int communicator, int to, int tag, Digest value) implements Occurrence {}

    /** A program received a message. */
    record NoteTaken(long nanos, Life to, int communicator, int from, int tag, Digest value) implements Occurrence {}

    /** A program's receive failed. */
    record ReceiveFailed(long nanos, Life to, int communicator, int from, int tag, Failure.Kind kind)
            implements Occurrence {}

    /** The master gave a task to a node. */
    record TaskGiven(long nanos, long id, int attempt, String handler, Life to) implements Occurrence {}

    /** The master's program saw the end of a task. */
    record TaskEnded(long nanos, String batch, int index, boolean done, boolean right, String detail)
            implements Occurrence {}

    /** The master's program submitted a batch of so many tasks; {@code estimateNanos} is 0 without an estimate. */
    record BatchSubmitted(long nanos, String batch, int tasks, boolean mayFail, String handler, long estimateNanos)
            implements Occurrence {}

    /** The master's program knows that each of so many tasks of a batch must have ended by a time. */
    record BatchDue(long nanos, String batch, int tasks, long untilNanos) implements Occurrence {}

    /** A process began to join; its machine drew this incarnation. */
    record Joining(long nanos, int process, int rank, long incarnation) implements Occurrence {}

    /** The master registered a node: it will be a member at the start, at an admit, or at once. */
    record Registered(long nanos, int rank, long incarnation, long liveNanos) implements Occurrence {}

    /** A node that the master had registered went away before it was a member, or was sent away. */
    record Unregistered(long nanos, long incarnation) implements Occurrence {}

    /** The master refused a process that wanted to join; {@code rank} is the wished one, -1 for any. */
    record Refused(long nanos, int rank, long incarnation, HandshakeCommand.Rejected.Reason reason, String detail)
            implements Occurrence {}

    /** A node learned that it had been declared gone. */
    record FencedSeen(long nanos, Life life) implements Occurrence {}

    /** The master heard that a node takes no new work, or asked it to finish. */
    record Draining(long nanos, long incarnation) implements Occurrence {}

    /** The master began to ask its nodes to leave. */
    record ShutdownBegun(long nanos, long timeoutNanos) implements Occurrence {}

    /** The master asked a node to leave. */
    record ShutdownAsked(long nanos, int rank, long incarnation) implements Occurrence {}

    /** The master's program was told how the shutdown ended; the sets are ranks. */
    record ShutdownEnded(long nanos, Set<Integer> left, Set<Integer> departed, Set<Integer> unanswered)
            implements Occurrence {}

    /** A process's program made a call that is no collective; the number is its own within the process. */
    record Began(long nanos, int process, long number, String what, long timeoutNanos) implements Occurrence {}

    /** Such a call ended; the kind is null if it has a result. */
    record Over(long nanos, int process, long number, Failure.Kind kind) implements Occurrence {}

    /** A machine ended a call that had ended. */
    record EndedTwice(long nanos, int process, String what) implements Occurrence {}

    /**
     * A handler began to run on a node. {@code remainingNanos} is the time until its timeout or the end of the node's
     * live time, {@link Long#MAX_VALUE} without limit.
     */
    record HandlerBegan(long nanos, int process, String handler, long id, int attempt, long remainingNanos)
            implements Occurrence {}

    /** A handler's thread was interrupted; written down in simulations only. */
    record HandlerInterrupted(long nanos, int process, long id, int attempt) implements Occurrence {}

    /** Comm started a thread in a process; written down in simulations only. */
    record ThreadStarted(long nanos, int process, String name) implements Occurrence {}

    /** A handler returned or threw. */
    record HandlerEnded(long nanos, int process, long id, int attempt) implements Occurrence {}

    /** A program ended; {@code thrown} is the class of its exception, or empty. */
    record ProgramEnded(long nanos, int process, int rank, String thrown, boolean byComm) implements Occurrence {}

    /** More waits in a process's transport for one connection than ever before. */
    record Queued(long nanos, int process, int endpoint, long controlBytes, long bulkBytes) implements Occurrence {}

    /** The master's program asked these ranks something. */
    record Asked(long nanos, String request, Set<Integer> ranks) implements Occurrence {}

    /** The master's program was given a rank's part of the outcome; {@code right} says whether it may be that. */
    record Answered(long nanos, String request, int rank, boolean right, String detail) implements Occurrence {}

    /** User code that knows the expected result saw that a promise was not kept. */
    record Complaint(long nanos, String promise, String detail) implements Occurrence {}

    /** A machine threw, or ended a call as a bug. */
    record Broke(long nanos, int process, String detail) implements Occurrence {}

    /** Everything that could be healed was healed, and from now on nothing goes wrong. */
    record Settled(long nanos) implements Occurrence {}

    /** A fault was put in: its kind, and the process that it hits. */
    record Fault(long nanos, Kind kind, int process) implements Occurrence {
        /** The completed action. */
        public enum Kind {
            /** Killed. */
            CRASH,
            /** Killed with its host: silence. */
            VANISH,
            /** Asked to end. */
            TERMINATE,
            /** Its memory was filled. */
            EXHAUST_MEMORY,
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
            DELAY,
            /** Not put in by the test: the machine gave it no time for a while. */
            STALL,
            /** Some were dropped, repeated or changed, which TCP alone never does. */
            TAMPER
        }
    }
}
