package dev.comm.master.machine.collective;

import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.ConcatenatedPayload;
import dev.comm.core.machine.PayloadSlice;
import dev.comm.core.machine.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of a decision. The master sends and stores it when it decides an instance.
 *
 * @param copies decision with the values for each member
 * @param own values for rank 0
 * @param givesValuesAway whether the values for rank 0 are the contributions themselves, so that the instance must not
 *     free them
 */
record DecisionBuilder(DecisionCopies copies, List<Contribution> own, boolean givesValuesAway) {

    /** Creates the decision of an instance in its present state. */
    static DecisionBuilder of(
            CollectiveInstance instance, Decision.Stamp stamp, Outcome outcome, DecisionMaker.More more) {
        if (outcome == Outcome.SUCCESS && instance.signature().kind() == CollectiveKind.ALL_TO_ALL) {
            Decision plain =
                    Decision.returning(stamp, survivors(instance), instance.slowest(), List.of(), Content.NONE);
            ValuesForReceivers values = new ValuesForReceivers(instance);
            return new DecisionBuilder(values.copies(completed(plain, instance, more)), values.own(), true);
        }
        return ofEqual(instance, stamp, outcome, more);
    }

    /** Creates a decision that is equal for all members, with the same values. */
    private static DecisionBuilder ofEqual(
            CollectiveInstance instance, Decision.Stamp stamp, Outcome outcome, DecisionMaker.More more) {
        List<Contribution> own = outcome == Outcome.SUCCESS ? own(instance) : List.of();
        List<Slot> slots = new ArrayList<>();
        Payload payload = null;
        Content content = Content.NONE;
        if (outcome == Outcome.SUCCESS && instance.signature().kind().isReturned()) {
            List<Payload> parts = new ArrayList<>();
            own = shared(own, slots, parts);
            if (!parts.isEmpty()) {
                payload = parts.size() == 1 ? parts.get(0) : new ConcatenatedPayload(parts);
                content = slots.size() == 1
                        ? slots.get(0).content()
                        : new Content(Content.Kind.VALUE, 0, payload.length());
            }
        }
        Decision plain = outcome == Outcome.SUCCESS
                ? Decision.returning(stamp, survivors(instance), instance.slowest(), slots, content)
                : Decision.of(stamp, outcome, survivors(instance), instance.slowest());
        Decision decision = completed(plain, instance, more);
        boolean givesValuesAway = outcome == Outcome.SUCCESS
                && givesValuesAway(instance.signature().kind());
        return new DecisionBuilder(DecisionCopies.equal(decision, payload), own, givesValuesAway);
    }

    /**
     * Adds departures, new members and the like to a plain decision. Most instances have none of these and keep the
     * plain decision.
     */
    private static Decision completed(Decision plain, CollectiveInstance instance, DecisionMaker.More more) {
        List<Departure> departures = departures(instance);
        if (plain.outcome() == Outcome.SUCCESS && departures.isEmpty() && more == DecisionMaker.More.NONE) {
            return plain;
        }
        return plain.toBuilder()
                .departures(departures)
                .missing(plain.outcome() == Outcome.TIMEOUT ? missing(instance) : RankSet.NONE)
                .joined(more.joined())
                .created(more.created())
                .detail(more.detail())
                .build();
    }

    private static boolean givesValuesAway(CollectiveKind kind) {
        return kind == CollectiveKind.COLLECT
                || kind == CollectiveKind.COLLECT_EACH
                || kind == CollectiveKind.ALL_GATHER;
    }

    private static List<Contribution> own(CollectiveInstance instance) {
        CollectiveKind kind = instance.signature().kind();
        return switch (kind) {
            case COLLECT, COLLECT_EACH, ALL_GATHER -> instance.contributions();
            case REDUCE, ALL_REDUCE -> List.of(new Contribution(0, instance.combined()));
            case DISTRIBUTE, SCATTER, ADMIT -> List.of(new Contribution(0, instance.pushed(0)));
            case BARRIER, DUP, SERVING, ALL_TO_ALL -> List.of();
        };
    }

    /** Describes the values for all members. Gives rank 0 its own handles of bytes that the sockets still need. */
    private static List<Contribution> shared(List<Contribution> values, List<Slot> slots, List<Payload> parts) {
        List<Contribution> own = new ArrayList<>();
        for (Contribution each : values) {
            Value value = each.value();
            slots.add(new Slot(each.rank(), value.content()));
            if (value.payload() == null || !value.content().hasPayload()) {
                own.add(each);
                continue;
            }
            if (each.rank() == 0) {
                // The values of rank 0 belong to its program and are never freed here.
                parts.add(PayloadSlice.of(value.payload(), 0, value.payload().length()));
                own.add(each);
                continue;
            }
            Payload[] handles = SharedPayload.handles(value.payload(), 2);
            parts.add(handles[0]);
            own.add(new Contribution(each.rank(), new Value(value.content(), handles[1])));
        }
        return own;
    }

    private static RankSet survivors(CollectiveInstance instance) {
        RankSet.Builder ranks = new RankSet.Builder();
        for (ArrivalState arrival : instance.arrivals().all()) {
            if (arrival.isPresent()) {
                ranks.add(arrival.rank());
            }
        }
        return ranks.build();
    }

    private static List<Departure> departures(CollectiveInstance instance) {
        List<Departure> departures = List.of();
        for (ArrivalState arrival : instance.arrivals().all()) {
            if (arrival.isGone()) {
                departures = departures.isEmpty() ? new ArrayList<>() : departures;
                departures.add(arrival.departure());
            }
        }
        return departures;
    }

    static RankSet missing(CollectiveInstance instance) {
        return RankSet.copyOf(
                instance.arrivals().unsettled().stream().map(ArrivalState::rank).toList());
    }
}
