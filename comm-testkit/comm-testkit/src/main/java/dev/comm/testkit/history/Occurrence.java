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

/** An event that happened at a time of the run. A history is a list of events in their order. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Occurrence {
    /** The rank of a receive from any rank. */
    int ANY = -1;

    /** Returns the nanoseconds since the start of the run. */
    long nanos();

    /** An event of an instance. */
    sealed interface OfInstance extends Occurrence {
        /** Returns the instance. */
        Instance instance();
    }

    /** A process became a member. */
    record Joined(long nanos, Life life, int size, View view) implements Occurrence {}

    /** The master sent a node the frame that makes it a member. */
    record Welcomed(long nanos, int rank, long incarnation) implements Occurrence {}

    /**
     * A program entered a collective. The digests are those of the values of the program, one per rank for a scatter.
     */
    record Called(
            long nanos,
            Life life,
            Instance instance,
            CollectiveKind kind,
            String name,
            long timeoutNanos,
            List<Digest> given)
            implements OfInstance {}

    /** The machine of the master received an arrival. */
    record Arrived(
            long nanos, Life life, Instance instance, CollectiveKind kind, String name, String operator, Digest given)
            implements OfInstance {}

    /** The machine of the master received the confirmation that a member holds its part. */
    record Held(long nanos, Life life, Instance instance) implements OfInstance {}

    /** The master sent a decision to a node, or gave the decision to its own program. */
    record Decided(long nanos, Instance instance, CollectiveCommand.Decision decision) implements OfInstance {}

    /** A call of a program ended with a verdict. The values are those that the program received, by rank. */
    record Returned(
            long nanos,
            Life life,
            Instance instance,
            CollectiveKind kind,
            CollectiveCommand.Decision decision,
            List<Got> got)
            implements OfInstance {}

    /** A value that a member received, and the rank that gave the value. */
    record Got(int rank, Digest value) {}

    /** A collective of a program ended without a verdict. */
    record Failed(long nanos, Life life, Instance instance, Failure failure) implements OfInstance {}

    /** A process received a view. */
    record ViewSeen(long nanos, Life life, long term, long epoch, SortedMap<Integer, Long> members)
            implements Occurrence {}

    /** The master declared an incarnation gone. */
    record Departed(long nanos, int rank, long incarnation, Cause cause, long epoch) implements Occurrence {}

    /** The transport of the master reported the end of a member's connection. */
    record Disconnected(long nanos, Life life) implements Occurrence {}

    /** A process asked to leave. */
    record Leaving(long nanos, Life life) implements Occurrence {}

    /** The machine of a process gave a message to its connection. */
    record NoteSent(long nanos, Life from, int communicator, int to, long toIncarnation, int tag, Digest value)
            implements Occurrence {}

    /**
     * The machine of a process took a message back, so that it is never written.
     *
     * @param number number of the message among those of this life to that incarnation, in that communicator and with
     *     that tag, from 0
     */
    record NoteTakenBack(long nanos, Life from, int communicator, long toIncarnation, int tag, int number)
            implements Occurrence {}

    /** A send of a program returned. */
    record SendDone(long nanos, Life from, int communicator, int to, int tag, Digest value) implements Occurrence {}

    /** A program received a message. */
    record NoteTaken(long nanos, Life to, int communicator, int from, int tag, Digest value) implements Occurrence {}

    /** A receive from any rank told a departure. */
    record DepartureTold(long nanos, Life to, int communicator, int tag, int rank, long incarnation)
            implements Occurrence {}

    /** A receive of a program failed. The rank is {@link #ANY} if it was a receive from any rank. */
    record ReceiveFailed(long nanos, Life to, int communicator, int from, int tag, Failure.Kind kind)
            implements Occurrence {}

    /** The master gave a task to a node. */
    record TaskGiven(long nanos, long id, int attempt, String handler, Life to) implements Occurrence {}

    /** The program of the master received the end of a task. */
    record TaskEnded(long nanos, String batch, int index, boolean done, boolean right, String detail)
            implements Occurrence {}

    /**
     * The program of the master submitted a batch with this number of tasks. The value {@code estimateNanos} is 0
     * without an estimate.
     */
    record BatchSubmitted(long nanos, String batch, int tasks, boolean mayFail, String handler, long estimateNanos)
            implements Occurrence {}

    /** The program of the master knows that each of this number of tasks of a batch must have ended by a time. */
    record BatchDue(long nanos, String batch, int tasks, long untilNanos) implements Occurrence {}

    /** A process began to join with the incarnation that its machine drew. */
    record Joining(long nanos, int process, int rank, long incarnation) implements Occurrence {}

    /** The master registered a node. The node becomes a member at the start, at an admit, or at once. */
    record Registered(long nanos, int rank, long incarnation, long liveNanos) implements Occurrence {}

    /** A node that the master had registered went away or was sent away before it was a member. */
    record Unregistered(long nanos, long incarnation) implements Occurrence {}

    /** The master refused a process that wanted to join; {@code rank} is the requested rank, or -1 for any rank. */
    record Refused(long nanos, int rank, long incarnation, HandshakeCommand.Rejected.Reason reason, String detail)
            implements Occurrence {}

    /** A node was notified that it had been declared gone. */
    record FencedSeen(long nanos, Life life) implements Occurrence {}

    /** The master was notified that a node takes no new work, or asked the node to finish. */
    record Draining(long nanos, long incarnation) implements Occurrence {}

    /** The master began to ask its nodes to leave. */
    record ShutdownBegun(long nanos, long timeoutNanos) implements Occurrence {}

    /** The master asked a node to leave. */
    record ShutdownAsked(long nanos, int rank, long incarnation) implements Occurrence {}

    /** The program of the master received the result of the shutdown. The sets contain ranks. */
    record ShutdownEnded(long nanos, Set<Integer> left, Set<Integer> departed, Set<Integer> unanswered)
            implements Occurrence {}

    /**
     * The program of a process made a call that is no collective. The number identifies the call within the process.
     */
    record Began(long nanos, int process, long number, String what, long timeoutNanos) implements Occurrence {}

    /** A call that is no collective ended. The kind is null if the call has a result. */
    record Over(long nanos, int process, long number, Failure.Kind kind) implements Occurrence {}

    /** A machine ended a call that had already ended. */
    record EndedTwice(long nanos, int process, String what) implements Occurrence {}

    /**
     * A handler began to run on a node. The value {@code remainingNanos} is the time until the timeout of the handler
     * or the end of the node's live time, and {@link Long#MAX_VALUE} without a limit.
     */
    record HandlerBegan(long nanos, int process, String handler, long id, int attempt, long remainingNanos)
            implements Occurrence {}

    /** The thread of a handler was interrupted. Only simulations record this event. */
    record HandlerInterrupted(long nanos, int process, long id, int attempt) implements Occurrence {}

    /** Comm started a thread in a process. Only simulations record this event. */
    record ThreadStarted(long nanos, int process, String name) implements Occurrence {}

    /** A handler returned or threw. */
    record HandlerEnded(long nanos, int process, long id, int attempt) implements Occurrence {}

    /** A program ended; {@code thrown} is the class of its exception, or empty. */
    record ProgramEnded(long nanos, int process, int rank, String thrown, boolean byComm) implements Occurrence {}

    /** The transport of a process queues more bytes for one connection than ever before. */
    record Queued(long nanos, int process, int endpoint, long controlBytes, long bulkBytes) implements Occurrence {}

    /** The program of the master sent these ranks a request. */
    record Asked(long nanos, String request, Set<Integer> ranks) implements Occurrence {}

    /**
     * The program of the master received the outcome of a request from a rank; {@code right} tells whether this outcome
     * is allowed.
     */
    record Answered(long nanos, String request, int rank, boolean right, String detail) implements Occurrence {}

    /** User code that knows the expected result reported a broken promise. */
    record Complaint(long nanos, String promise, String detail) implements Occurrence {}

    /** A machine threw, or ended a call as a bug. */
    record Broke(long nanos, int process, String detail) implements Occurrence {}

    /** Everything that could be healed was healed, and no fault happens from now on. */
    record Settled(long nanos) implements Occurrence {}

    /** A fault hit a process. */
    record Fault(long nanos, Kind kind, int process) implements Occurrence {
        /** The kind of the fault. */
        public enum Kind {
            /** The process was killed. */
            CRASH,
            /** The process was killed together with its host, and is silent. */
            VANISH,
            /** The process was asked to end. */
            TERMINATE,
            /** The memory of the process was filled. */
            EXHAUST_MEMORY,
            /** The process was stopped. */
            FREEZE,
            /** The process goes on. */
            THAW,
            /** The connections of the process were reset. */
            CUT,
            /** The bytes from or to the process wait. */
            BLOCK,
            /** The bytes from or to the process flow again. */
            OPEN,
            /** The bytes from or to the process take longer. */
            DELAY,
            /** The machine gave the process no time for a while. The test did not cause this fault. */
            STALL,
            /** Some bytes from or to the process were dropped, repeated or changed, which TCP alone never does. */
            TAMPER
        }
    }
}
