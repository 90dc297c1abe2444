package dev.comm.master.machine.collective;

import dev.comm.api.Cause;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.protocol.CollectiveCommand.Called;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveCommand.Where;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Parting;
import java.util.ArrayList;
import java.util.List;

/**
 * An open collective instance. Its members are those of the view at the first arrival. It collects arrivals and
 * departures, and finds when and with which outcome the master can decide it. {@link Team} decides instances in the
 * order of their numbers.
 */
final class Round {
    /** The states of an instance. */
    enum State {
        /**
         * Waits for members. To COMBINING when no member of a reduce is missing, to ASKING at the first conflict, or
         * decided.
         */
        OPEN,
        /** The reduce operator runs. Back to OPEN when a contributor departs, or decided. */
        COMBINING,
        /** Members called different collectives, and the master asks for their call sites. Then decided. */
        ASKING
    }

    private static final long ASKING_NANOS = 1_000_000_000L;

    private final MasterContext context;
    private final MasterStep step;
    private final Membership membership;
    private final int communicator;
    private final long sequence;
    private final Seats seats;
    private State state = State.OPEN;
    private Signature signature;
    private CollectiveCall call;
    private Push push;
    private long deadline = Long.MAX_VALUE;
    private boolean expired;
    private boolean excluded;
    private int slowest = -1;
    private int combination;
    private Value combined;
    private String failure;

    Round(MasterContext context, Membership membership, int communicator, long sequence, Seats seats) {
        this.context = context;
        this.step = context.step();
        this.membership = membership;
        this.communicator = communicator;
        this.sequence = sequence;
        this.seats = seats;
    }

    int communicator() {
        return communicator;
    }

    long sequence() {
        return sequence;
    }

    Seats seats() {
        return seats;
    }

    /** The call of the first arrival, or null before it. */
    Signature signature() {
        return signature;
    }

    /** The call of rank 0, or null. */
    CollectiveCall call() {
        return call;
    }

    /** The rank that arrived last, or -1. */
    int slowest() {
        return slowest;
    }

    /** The result of the reduce operator, or null. */
    Value combined() {
        return combined;
    }

    /** The reason of its failure, or null. */
    String failure() {
        return failure;
    }

    /** The value that rank 0 pushes to a rank; only for pushed kinds. */
    Value pushed(int rank) {
        return push.partOf(rank);
    }

    long deadline() {
        return deadline;
    }

    /** Records a complete arrival; the first one opens the instance for all. Repeats change nothing (B13). */
    void arrive(Seat seat, Signature called, Value value, long timeoutNanos) {
        seats.arrive(seat, called, value);
        slowest = seat.rank();
        deadline = Math.min(deadline, step.after(timeoutNanos));
        if (signature == null) {
            signature = called;
            seats.living().forEach(this::callIfServing);
        }
        if (state == State.ASKING) {
            ask(seat);
        } else if (!called.equals(signature)) {
            become(State.ASKING);
            deadline = Math.min(deadline, step.after(ASKING_NANOS));
            seats.living().stream().filter(Seat::hasArrived).forEach(this::ask);
        }
    }

    /** Records the call of rank 0 and sends its values to the others at once. */
    void call(CollectiveCall local) {
        call = local;
        arrive(seats.local(), Signature.of(local), local.contribution(), local.timeoutNanos());
        if (!local.kind().isPushed() || state == State.ASKING) {
            return;
        }
        if (Push.isFailed(local.values())) {
            failure = "rank 0 could not supply its value for " + signature.word();
            return;
        }
        push = new Push(local.kind(), local.values());
        step.out().compute(new Checked(this, push), push::compute);
        seats.living().forEach(this::sendPart);
        seats.recount();
    }

    /** Tells a serving node that the other members wait for it. */
    void callIfServing(Seat seat) {
        if (signature != null
                && !seat.isLocal()
                && !seat.hasArrived()
                && seat.node().isServing()) {
            step.send(seat.node(), new Called(communicator, sequence, signature.kind(), signature.name()));
        }
    }

    /** Records that a member has acknowledged its part. */
    void hold(Seat seat, Held held) {
        if (seat.isPartSent()) {
            seat.hold(held);
            verify(seat);
        }
    }

    /** Takes the checksums of the parts, or the error of their computation. */
    void checked(Push of, int[] checksums, Throwable error) {
        if (of != push) {
            return;
        }
        if (error != null) {
            failure = "rank 0 could not read the value that it supplies: " + error;
            // No comparison is possible, so the acknowledgements of the others do not count.
            seats.living().stream().filter(Seat::isPartSent).forEach(seats::verify);
            return;
        }
        push.computed(checksums);
        seats.living().forEach(this::verify);
    }

    void stand(Seat seat, String place) {
        seat.stand(Signature.shortened(place));
    }

    /** Records the call site of rank 0. */
    void standLocal(String place) {
        if (seats.local() != null) {
            stand(seats.local(), place);
        }
    }

    /** Removes a departed member; a reduce starts again without its value (R1). */
    void depart(Seat seat, Parting parting) {
        seats.depart(seat, parting.departure(), step);
        if (state == State.COMBINING) {
            become(State.OPEN);
            combination++;
            combined = null;
        }
    }

    /** Takes the result or the error of the operator; ignores results of an earlier run of it. */
    void combined(int number, Value result, Throwable error) {
        if (number != combination || state != State.COMBINING) {
            return;
        }
        combined = result;
        if (error != null || result == null) {
            failure = "the operator of " + signature.word() + " failed: " + error;
        }
    }

    /** Handles the deadline: under the EXCLUDE policy the missing members depart, else the instance times out. */
    void expire() {
        boolean canExclude = context.settings().config().onDeadline() == DeadlinePolicy.EXCLUDE
                && !excluded
                && state == State.OPEN
                && seats.localIsSettled();
        deadline = Long.MAX_VALUE;
        if (!canExclude) {
            expired = true;
            return;
        }
        excluded = true;
        String word = signature == null ? "a collective" : signature.word();
        // The rest is work of rank 0 alone, with its own limit, which is shorter than the patience of the nodes.
        deadline = step.after(context.settings().deadNanos() / 2);
        for (Seat seat : seats.unsettled()) {
            String detail = "it had not arrived at " + word + " (number " + sequence + ") at its deadline";
            membership.depart(seat.node(), Cause.HUNG, detail, Parting.Ending.FENCED);
        }
    }

    /** The outcome of a decision now, or null if none is possible; may start the reduce operator. */
    Outcome outcome() {
        return switch (state) {
            case ASKING -> expired || seats.living().stream().noneMatch(Seat::owesPlace) ? Outcome.MISMATCH : null;
            case OPEN -> seats.unsettledCount() == 0 ? outcomeOfAll() : expired ? Outcome.TIMEOUT : null;
            case COMBINING ->
                failure != null
                        ? Outcome.FAILED
                        : combined != null ? Outcome.SUCCESS : expired ? Outcome.TIMEOUT : null;
        };
    }

    /** The contributions of the present members, in rank order. */
    List<Contribution> contributions() {
        List<Contribution> all = new ArrayList<>();
        for (Seat seat : seats.living()) {
            if (seat.isPresent()) {
                all.add(new Contribution(seat.rank(), seat.contribution()));
            }
        }
        return all;
    }

    private Outcome outcomeOfAll() {
        int present = seats.presentCount();
        if (present == 0 || present < context.settings().config().minSurvivors()) {
            return Outcome.QUORUM_LOST;
        }
        CollectiveKind kind = signature.kind();
        boolean isReduced = kind == CollectiveKind.REDUCE || kind == CollectiveKind.ALL_REDUCE;
        if (failure == null && seats.local() == null && (isReduced || kind.isPushed())) {
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
        step.out().compute(new Combination(this, combination), () -> reducer.combine(given));
    }

    private void sendPart(Seat seat) {
        if (!seat.isLocal()) {
            Value part = push.partOf(seat.rank());
            step.out()
                    .send(
                            seat.node().endpoint(),
                            new Part(communicator, sequence, part.content()),
                            part.payload(),
                            null);
            seat.sendPart();
        }
    }

    private void verify(Seat seat) {
        if (seat.held() == null || !push.isComputed() || seat.isSettled() && seat.hasArrived()) {
            return;
        }
        if (push.matches(seat.rank(), seat.held())) {
            seats.verify(seat);
        } else {
            String detail = "its acknowledgement does not match the bytes sent to it";
            membership.depart(seat.node(), Cause.PROTOCOL, detail, Parting.Ending.FENCED);
        }
    }

    private void ask(Seat seat) {
        if (seat.called().kind() == CollectiveKind.SERVING) {
            return;
        }
        seat.ask();
        if (seat.isLocal()) {
            step.out().compute(new Placed(this), call.place()::get);
        } else {
            step.send(seat.node(), new Where(communicator, sequence));
        }
    }

    private void become(State next) {
        state = next;
    }

    /** Token of the checksums of the pushed values. */
    record Checked(Round round, Push push) {}

    /** Token of a run of the reduce operator. */
    record Combination(Round round, int number) {}

    /** Token of the call site of rank 0. */
    record Placed(Round round) {}
}
