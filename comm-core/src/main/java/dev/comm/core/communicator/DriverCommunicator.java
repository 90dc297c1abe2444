package dev.comm.core.communicator;

import dev.comm.api.Answer;
import dev.comm.api.AsyncCommunicator;
import dev.comm.api.CallOptions;
import dev.comm.api.Cause;
import dev.comm.api.Collected;
import dev.comm.api.Communicator;
import dev.comm.api.Distributed;
import dev.comm.api.Elementwise;
import dev.comm.api.JoinedArray;
import dev.comm.api.Member;
import dev.comm.api.Reduced;
import dev.comm.api.Slice;
import dev.comm.api.Timing;
import dev.comm.api.Verdict;
import dev.comm.api.View;
import dev.comm.api.error.Arguments;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.core.driver.Drain;
import dev.comm.core.driver.DrainSignal;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.ErrorText;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.ReleaseCall;
import dev.comm.core.machine.Value;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.slf4j.LoggerFactory;

/** The communicator of master and nodes. It submits its calls to the driver of a machine. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DriverCommunicator implements Communicator {
    private final MembershipSession session;
    private final int id;
    private final CallOptions options;
    private final CollectiveCalls calls;
    private final ArrayCalls arrays;
    private final MessageCalls messages;
    private final Shared shared;

    private DriverCommunicator(MembershipSession session, int id, CallOptions options, Shared shared) {
        this.session = session;
        this.id = id;
        this.options = options;
        this.calls = new CollectiveCalls(session, id, options);
        this.arrays = new ArrayCalls(session, calls);
        this.messages = new MessageCalls(session, id, options, calls.timeout());
        this.shared = shared;
    }

    /** Creates the communicator of all members. */
    public static DriverCommunicator ofAll(MembershipSession session) {
        return new DriverCommunicator(session, 0, CallOptions.DEFAULT, new Shared(new AtomicBoolean()));
    }

    @Override
    public int rank() {
        return session.membership().rank();
    }

    @Override
    public int size() {
        return session.membership().size();
    }

    @Override
    public long epoch() {
        return view().epoch();
    }

    @Override
    public View view() {
        return session.membership().view();
    }

    @Override
    public View initialView() {
        return session.membership().initialView();
    }

    @Override
    public Member member(int rank) {
        Member member = view().members().get(Arguments.rank(rank));
        if (member == null) {
            throw new MemberLostException("rank " + rank + " is not a member in epoch " + epoch() + " (members: "
                    + view().members().keySet() + ")");
        }
        return member;
    }

    @Override
    public Verdict barrier() {
        return run(calls::barrier);
    }

    @Override
    public Verdict barrier(Duration timeout) {
        return with(options.timeout(Arguments.given(timeout, "a timeout"))).barrier();
    }

    @Override
    public <T> Collected<T> collect(T value) {
        return run(() -> calls.collect(value));
    }

    @Override
    public <T> Collected<T> allGather(T value) {
        return run(() -> calls.allGather(value));
    }

    @Override
    public <T> Collected<T> allToAll(List<T> forRank) {
        return run(() -> calls.allToAll(forRank));
    }

    @Override
    public <T> Verdict collectEach(T value, Consumer<? super Answer<T>> atRank0) {
        return run(() -> calls.collectEach(value, atRank0));
    }

    @Override
    public <T> Distributed<T> distribute(Supplier<? extends T> atRank0) {
        return run(() -> calls.distribute(CollectiveKind.DISTRIBUTE, atRank0));
    }

    @Override
    public <T> Distributed<T> scatter(Supplier<? extends List<T>> atRank0) {
        return run(() -> calls.scatter(atRank0));
    }

    @Override
    public <T> Reduced<T> reduce(T value, BinaryOperator<T> operator) {
        return combine(CollectiveKind.REDUCE, value, operator);
    }

    @Override
    public <T> Reduced<T> allReduce(T value, BinaryOperator<T> operator) {
        return combine(CollectiveKind.ALL_REDUCE, value, operator);
    }

    @Override
    public <T> Reduced<T> reduce(T value, Elementwise operator) {
        return combine(CollectiveKind.REDUCE, value, operator);
    }

    @Override
    public <T> Reduced<T> allReduce(T value, Elementwise operator) {
        return combine(CollectiveKind.ALL_REDUCE, value, operator);
    }

    private <T> Reduced<T> combine(CollectiveKind kind, T value, Elementwise operator) {
        CallerDesk desk = rank() == 0 ? new CallerDesk(session.callbacks()) : null;
        return run(() -> calls.fold(kind, value, operator, desk), desk);
    }

    private <T> Reduced<T> combine(CollectiveKind kind, T value, BinaryOperator<T> operator) {
        CallerDesk desk = rank() == 0 ? new CallerDesk(session.callbacks()) : null;
        return run(() -> calls.reduce(kind, value, operator, desk), desk);
    }

    @Override
    public <A> Distributed<A> scatterArray(Supplier<? extends List<Slice<A>>> atRank0) {
        return run(() -> arrays.scatter(atRank0));
    }

    @Override
    public <A> Distributed<Slice<A>> scatterArray(Supplier<? extends List<Slice<A>>> atRank0, Slice<A> place) {
        return run(() -> arrays.scatter(atRank0, place));
    }

    @Override
    public <A> JoinedArray<A> collectArray(Slice<A> piece) {
        return run(() -> arrays.join(CollectiveKind.COLLECT, piece));
    }

    @Override
    public <A> Collected<Slice<A>> collectArray(Slice<A> piece, List<Slice<A>> places) {
        return run(() -> arrays.collect(CollectiveKind.COLLECT, piece, places));
    }

    @Override
    public <A> JoinedArray<A> allGatherArray(Slice<A> piece) {
        return run(() -> arrays.join(CollectiveKind.ALL_GATHER, piece));
    }

    @Override
    public <A> Collected<Slice<A>> allGatherArray(Slice<A> piece, List<Slice<A>> places) {
        return run(() -> arrays.collect(CollectiveKind.ALL_GATHER, piece, places));
    }

    @Override
    public <T> Distributed<T> admit(Supplier<? extends T> stateSupplier) {
        return run(() -> calls.distribute(CollectiveKind.ADMIT, stateSupplier));
    }

    @Override
    public <T> T entryState(Class<T> type) {
        Arguments.given(type, "the type of the state");
        return session.codec().decode(session.membership().entryState(), type);
    }

    @Override
    public Communicator dup() {
        PreparedCollective<CollectiveCommand.Decision> dup = calls.dup();
        int created;
        try {
            created = run(() -> dup).created();
        } catch (InterruptedCallException | CallTimeoutException e) {
            // The master may still create the duplicate, which the program never gets. This rank closes it, so the
            // master can free it.
            dup.call().completion().whenDone(() -> releaseUnused(dup.call().completion()));
            throw e;
        }
        return new DriverCommunicator(session, created, options, new Shared(shared.left));
    }

    private void releaseUnused(Completion<CollectiveCall.Decided> dup) {
        if (dup.failure() == null && dup.result().decision().created() != 0) {
            int unused = dup.result().decision().created();
            session.callbacks().execute(() -> session.driver().submit(new ReleaseCall(unused)));
        }
    }

    @Override
    public void send(int rank, Object value) {
        messages.send(rank, value);
    }

    @Override
    public <T> T receive(int rank, Class<T> type, Duration timeout) {
        return messages.receive(rank, type, timeout);
    }

    @Override
    public <T> T receive(int rank, Class<T> type) {
        return messages.receive(rank, type);
    }

    @Override
    public <T> T exchange(int to, Object out, int from, Class<T> type) {
        return messages.exchange(to, out, from, type);
    }

    @Override
    public void exchange(int to, Slice<?> out, int from, Slice<?> in) {
        messages.exchange(to, out, from, in);
    }

    @Override
    public <T> Answer<T> receiveAny(Class<T> type) {
        return messages.receiveAny(type);
    }

    @Override
    public <T> Answer<T> receiveAny(Class<T> type, Duration timeout) {
        return messages.receiveAny(type, timeout);
    }

    @Override
    public Communicator with(CallOptions changed) {
        return new DriverCommunicator(session, id, Arguments.given(changed, "options"), shared);
    }

    @Override
    public AsyncCommunicator async() {
        return new StageCommunicator(session, calls, messages);
    }

    @Override
    public void leave() {
        leave(Cause.LEFT, "", Value.NONE);
    }

    @Override
    public void close() {
        if (id == 0) {
            leave();
        } else if (shared.closed.compareAndSet(false, true) && !shared.left.get()) {
            session.driver().submit(new ReleaseCall(id));
        }
    }

    /** Leaves after an exception of the program. A program that was asked to leave has not failed. */
    public void endBy(Throwable error) {
        if (isEndedByRequest(error)) {
            leave();
        } else {
            fail(error);
        }
    }

    /**
     * Returns whether a call of Comm ended the program because this process was asked to end, or because rank 0 ends
     * the run before its programs.
     */
    public boolean isEndedByRequest(Throwable error) {
        Notice.Asker by = session.membership().askedToLeaveBy();
        boolean wasAsked = by != null && by != Notice.Asker.LIVE_TIME;
        return wasAsked && FailureExceptions.isEndOfRun(error);
    }

    /** Leaves with the cause FAILED, because the program ended with an exception. */
    public void fail(Throwable error) {
        leave(Cause.FAILED, ErrorText.summary(error), session.codec().encodeFailure(error, rank()));
    }

    @Override
    public boolean isLeaving() {
        return session.membership().askedToLeaveBy() != null;
    }

    /** Begins to drain when this process is asked to end, until the result is closed. */
    public Drain drainOn(DrainSignal signal) {
        return Drain.on(signal, session.driver(), session.config(), rank());
    }

    public LocalMembership membership() {
        return session.membership();
    }

    private void leave(Cause cause, String detail, Value error) {
        if (shared.left.get()) {
            return;
        }
        session.driver().ensureMayWait();
        if (!shared.left.compareAndSet(false, true)) {
            return;
        }
        Timing timing = session.config().timing();
        // LEAVE must be sent even on an interrupted thread, whose flag is set again afterwards.
        boolean interrupted = Thread.interrupted();
        // The master may still have to decide collectives of other members. A node only finishes its own calls.
        boolean wait = rank() == 0 && cause != Cause.FAILED && !interrupted;
        Duration timeout = wait ? timing.collective() : timing.dead();
        try {
            session.call(new LeaveCall(cause, detail, error, timeout.toNanos()), session.withSlack(timeout));
        } catch (CommException e) {
            LoggerFactory.getLogger(DriverCommunicator.class)
                    .debug("cannot announce the departure: {}", e.getMessage());
        } finally {
            session.driver().close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <R> R run(Supplier<PreparedCollective<R>> prepare) {
        return run(prepare, null);
    }

    /** Runs a collective on this thread. If there is a desk, its work also runs on this thread. */
    private <R> R run(Supplier<PreparedCollective<R>> prepare, CallerDesk desk) {
        session.driver().ensureMayWait();
        if (!shared.busy.compareAndSet(false, true)) {
            throw new IllegalStateException("give each thread its own communicator by dup(), or use async():"
                    + " another thread is in a collective of this one");
        }
        try {
            PreparedCollective<R> operation = prepare.get();
            return operation.read(decided(operation.call(), desk));
        } finally {
            shared.busy.set(false);
        }
    }

    private CollectiveCall.Decided decided(CollectiveCall call, CallerDesk desk) {
        try {
            return desk == null
                    ? session.call(call, calls.patience())
                    : desk.await(session, session.driver().submit(call), calls.patience());
        } catch (CallTimeoutException | InterruptedCallException e) {
            // The values of a later decision have no reader.
            call.completion().whenDone(() -> session.callbacks().execute(() -> calls.releaseUnread(call)));
            throw e;
        }
    }

    /** The state that all forms of one communicator share. */
    private static final class Shared {
        private final AtomicBoolean busy = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicBoolean left;

        Shared(AtomicBoolean left) {
            this.left = left;
        }
    }
}
