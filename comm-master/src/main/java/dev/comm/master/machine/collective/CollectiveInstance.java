package dev.comm.master.machine.collective;

import dev.comm.api.Cause;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.RankSet;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.protocol.CollectiveCommand.CallPending;
import dev.comm.api.protocol.CollectiveCommand.CallSiteAsk;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.core.value.ValueCodec;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.PendingDeparture;
import dev.comm.master.machine.membership.RankText;
import java.util.ArrayList;
import java.util.List;

/**
 * An open collective instance. Its members are those of the view at the first arrival. The instance collects arrivals
 * and departures, and finds when the master can decide it and with which outcome. {@link CommunicatorState} decides
 * instances in the order of their numbers.
 */
final class CollectiveInstance {
    /** The states of an instance. */
    enum State {
        /**
         * Waits for members. Goes to COMBINING when no member of a reduce is missing, to ASKING at the first conflict;
         * otherwise it is decided.
         */
        OPEN,
        /** The reduce operator runs. Goes back to OPEN when a contributor departs; otherwise it is decided. */
        COMBINING,
        /** Members called different collectives, and the master asks for their call sites. Afterwards it is decided. */
        ASKING
    }

    private static final long ASKING_NANOS = 1_000_000_000L;

    private final MasterContext context;
    private final MasterStep step;
    private final Membership membership;
    private final int communicator;
    private final long sequence;
    private final ArrivalTable arrivals;
    private State state = State.OPEN;
    private CallSignature signature;
    private CollectiveCall call;
    private PushedPayload push;
    private long deadline = Long.MAX_VALUE;
    private boolean expired;
    private boolean excluded;
    private int slowest = -1;
    private int combination;
    private Value combined;
    private String failure;
    private final WaitAlarm alarm;

    CollectiveInstance(
            MasterContext context, Membership membership, int communicator, long sequence, ArrivalTable arrivals) {
        this.context = context;
        this.step = context.step();
        this.membership = membership;
        this.communicator = communicator;
        this.sequence = sequence;
        this.arrivals = arrivals;
        this.alarm = new WaitAlarm(context.settings().waitingNanos());
    }

    int communicator() {
        return communicator;
    }

    long sequence() {
        return sequence;
    }

    ArrivalTable arrivals() {
        return arrivals;
    }

    /** Returns the call of the first arrival, or null if no member has arrived. */
    CallSignature signature() {
        return signature;
    }

    /** Returns the call of rank 0, or null. */
    CollectiveCall call() {
        return call;
    }

    /** Returns the rank that arrived last, or -1. */
    int slowest() {
        return slowest;
    }

    /** Returns the result of the reduce operator, or null. */
    Value combined() {
        return combined;
    }

    /** Returns the reason why the instance failed, or null. */
    String failure() {
        return failure;
    }

    /** Returns the value that rank 0 pushes to a rank. Valid only for pushed kinds. */
    Value pushed(int rank) {
        return push.partOf(rank);
    }

    long deadline() {
        return deadline;
    }

    /** Returns the length of the largest payload of a decision. */
    long payloadBytesMax() {
        return context.settings().limits().payloadBytes();
    }

    /**
     * Records a complete arrival. The first arrival opens the instance for all members. Repeated arrivals change
     * nothing (B13).
     */
    void arrive(ArrivalState arrival, CallSignature called, GivenValue value, long timeoutNanos) {
        arrivals.arrive(arrival, called, value);
        slowest = arrival.rank();
        deadline = Math.min(deadline, step.after(timeoutNanos));
        if (signature == null) {
            signature = called;
            alarm.begin(step.now());
            arrivals.living().forEach(this::callIfServing);
        }
        if (state == State.ASKING) {
            ask(arrival);
        } else if (!called.equals(signature)) {
            become(State.ASKING);
            deadline = Math.min(deadline, step.after(ASKING_NANOS));
            arrivals.living().stream().filter(ArrivalState::hasArrived).forEach(this::ask);
        }
    }

    /**
     * Records the call of rank 0 and sends its values to the other members at once.
     *
     * @param timeoutNanos the remaining time of the call
     */
    void call(CollectiveCall local, long timeoutNanos) {
        call = local;
        arrive(arrivals.local(), CallSignature.of(local), GivenValue.of(local), timeoutNanos);
        if (!local.kind().isPushed() || state == State.ASKING) {
            return;
        }
        if (PushedPayload.isFailed(local.values())) {
            failure = "rank 0 could not supply its value for " + signature.word() + ": "
                    + ValueCodec.error(local.values().get(0));
            return;
        }
        push = new PushedPayload(local.kind(), local.values());
        step.out().compute(new Checked(this, push), push::compute);
        arrivals.living().forEach(this::sendPart);
        arrivals.recount();
    }

    /** Sends CALL_PENDING to a serving node: the other members wait for it in this collective. */
    void callIfServing(ArrivalState arrival) {
        if (signature != null
                && !arrival.isLocal()
                && !arrival.hasArrived()
                && !arrival.neverComes()
                && arrival.node().isServing()) {
            step.send(arrival.node(), new CallPending(communicator, sequence, signature.kind(), signature.name()));
        }
    }

    /** Records that a member has acknowledged its part. */
    void hold(ArrivalState arrival, Held held) {
        if (arrival.isPartSent()) {
            arrival.hold(held);
            verify(arrival);
        }
    }

    /** Takes the checksums of the parts, or the error of their computation. */
    void checked(PushedPayload of, int[] checksums, Throwable error) {
        if (of != push) {
            return;
        }
        if (error != null) {
            failure = "rank 0 could not read the value that it supplies: " + error;
            // Without checksums no comparison is possible, so the acknowledgements of the others count as valid.
            arrivals.living().stream().filter(ArrivalState::isPartSent).forEach(arrivals::verify);
            return;
        }
        push.computed(checksums);
        arrivals.living().forEach(this::verify);
    }

    void stand(ArrivalState arrival, String place) {
        arrival.stand(CallSignature.shortened(place));
    }

    /** Records the call site of rank 0. */
    void standLocal(String place) {
        if (arrivals.local() != null) {
            stand(arrivals.local(), place);
        }
    }

    /** Records the departure of a member. A reduce starts again without the value of this member (R1). */
    void depart(ArrivalState arrival, PendingDeparture pending) {
        arrivals.depart(arrival, pending.departure(), step);
        if (state == State.COMBINING) {
            become(State.OPEN);
            combination++;
            combined = null;
        }
    }

    /** Takes the result or the error of the operator. Ignores a result of an earlier run of the operator. */
    void combined(int number, Value result, Throwable error) {
        if (number != combination || state != State.COMBINING) {
            return;
        }
        combined = result;
        if (error != null || result == null) {
            failure = error instanceof CollectiveFailedException known
                    ? known.getMessage()
                    : "the operator of " + signature.word() + " failed: " + error;
        }
    }

    /** Handles the deadline. Under the EXCLUDE policy the missing members depart; otherwise the instance times out. */
    void expire() {
        boolean canExclude = context.settings().config().onDeadline() == DeadlinePolicy.EXCLUDE
                && !excluded
                && state == State.OPEN
                && arrivals.localIsSettled();
        deadline = Long.MAX_VALUE;
        if (!canExclude) {
            expired = true;
            return;
        }
        excluded = true;
        String word = signature == null ? "a collective" : signature.word();
        // From here on only rank 0 has work to do. Its limit is shorter than the time for which the nodes wait.
        deadline = step.after(context.settings().deadNanos() / 2);
        for (ArrivalState arrival : arrivals.unsettled()) {
            String detail = "it had not arrived at " + word + " (number " + sequence + ") at its deadline";
            membership.depart(arrival.node(), Cause.HUNG, detail, PendingDeparture.ConnectionEnd.FENCED);
        }
    }

    /** Returns the outcome if the instance can be decided now, or null. May start the reduce operator. */
    Outcome outcome() {
        return switch (state) {
            case ASKING ->
                expired || arrivals.living().stream().noneMatch(ArrivalState::owesPlace) ? Outcome.MISMATCH : null;
            case OPEN -> arrivals.unsettledCount() == 0 ? outcomeOfAll() : expired ? Outcome.TIMEOUT : null;
            case COMBINING ->
                failure != null
                        ? Outcome.FAILED
                        : combined != null ? Outcome.SUCCESS : expired ? Outcome.TIMEOUT : null;
        };
    }

    /** Returns the contributions of the present members, in rank order. */
    List<Contribution> contributions() {
        List<Contribution> all = new ArrayList<>();
        for (ArrivalState arrival : arrivals.living()) {
            if (arrival.isPresent()) {
                all.add(new Contribution(arrival.rank(), arrival.contribution()));
            }
        }
        return all;
    }

    boolean isCombining() {
        return state == State.COMBINING;
    }

    /** Returns the time of the next log line about this wait (W1). */
    long nextLineNanos() {
        return alarm.nextLineNanos();
    }

    /** Logs the names of the members that the instance waits for, if the log line is due. */
    void writeLine() {
        if (alarm.take(step.now())) {
            new WaitLine(context, this).waiting(alarm);
        }
    }

    /** Ends the wait, because the instance is decided. If the wait was logged, its end is logged too. */
    void decided() {
        if (alarm.end()) {
            new WaitLine(context, this).over(alarm);
        }
    }

    private Outcome outcomeOfAll() {
        List<ArrivalState> closed = arrivals.neverComing();
        if (!closed.isEmpty()) {
            RankSet ranks =
                    RankSet.copyOf(closed.stream().map(ArrivalState::rank).toList());
            failure = "close a duplicate on all ranks after the same call: " + RankText.sentence(ranks)
                    + " closed it before this call";
            return Outcome.FAILED;
        }
        int present = arrivals.presentCount();
        if (present == 0 || present < context.settings().config().minSurvivors()) {
            return Outcome.QUORUM_LOST;
        }
        CollectiveKind kind = signature.kind();
        boolean isReduced = kind == CollectiveKind.REDUCE || kind == CollectiveKind.ALL_REDUCE;
        if (failure == null && arrivals.local() == null && (isReduced || kind.isPushed())) {
            failure = "rank 0 has left, but " + signature.word() + " needs its value";
        }
        if (failure != null) {
            return Outcome.FAILED;
        }
        if (isReduced) {
            combine();
            return null;
        }
        return Outcome.SUCCESS;
    }

    private void combine() {
        become(State.COMBINING);
        List<Contribution> given = contributions();
        CollectiveCall.Reducer reducer = call.reducer();
        step.out().compute(new Combination(this, combination), () -> reducer.combine(given), reducer.where());
    }

    private void sendPart(ArrivalState arrival) {
        if (!arrival.isLocal() && !arrival.neverComes()) {
            Value part = push.partOf(arrival.node());
            step.out()
                    .send(
                            arrival.node().endpoint(),
                            new Part(communicator, sequence, part.content()),
                            part.payload(),
                            null);
            arrival.sendPart();
        }
    }

    private void verify(ArrivalState arrival) {
        if (arrival.held() == null || !push.isComputed() || arrival.isSettled() && arrival.hasArrived()) {
            return;
        }
        if (push.matches(arrival.node(), arrival.held())) {
            arrivals.verify(arrival);
        } else {
            String detail = "its acknowledgement does not match the bytes sent to it";
            membership.depart(arrival.node(), Cause.PROTOCOL, detail, PendingDeparture.ConnectionEnd.FENCED);
        }
    }

    private void ask(ArrivalState arrival) {
        if (arrival.called().kind() == CollectiveKind.SERVING) {
            return;
        }
        arrival.ask();
        if (arrival.isLocal()) {
            step.out().compute(new Placed(this), call.place()::get);
        } else {
            step.send(arrival.node(), new CallSiteAsk(communicator, sequence));
        }
    }

    private void become(State next) {
        state = next;
    }

    /** Token of the checksums of the pushed values. */
    record Checked(CollectiveInstance instance, PushedPayload push) {}

    /** Token of a run of the reduce operator. */
    record Combination(CollectiveInstance instance, int number) {}

    /** Token of the call site of rank 0. */
    record Placed(CollectiveInstance instance) {}
}
