package dev.comm.master.machine.collective;

import dev.comm.api.Member;
import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.master.machine.membership.Lobby;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.RankText;
import dev.comm.master.machine.membership.RunHistory;
import java.util.List;
import java.util.function.Function;

/**
 * The part that creates the decision of an instance and applies the side effects of the decision: new members, a new
 * communicator, the count in the report.
 */
final class DecisionMaker {
    private final MasterSettings settings;
    private final RunHistory history;
    private final Membership membership;
    private final Lobby lobby;
    private final Function<CollectiveInstance, Integer> duplicator;

    /**
     * Creates a decision maker.
     *
     * @param duplicator function that creates a communicator of the surviving members and returns its id
     */
    DecisionMaker(
            MasterContext context,
            Membership membership,
            Lobby lobby,
            Function<CollectiveInstance, Integer> duplicator) {
        this.settings = context.settings();
        this.history = context.history();
        this.membership = membership;
        this.lobby = lobby;
        this.duplicator = duplicator;
    }

    /** Decides an instance. */
    DecisionBuilder rule(CommunicatorState communicator, CollectiveInstance instance, Outcome outcome) {
        history.decided(outcome);
        More more = more(communicator, instance, outcome);
        // New members begin a new epoch, and the decision must name this epoch. So they enter first.
        Decision.Stamp stamp =
                new Decision.Stamp(communicator.id(), instance.sequence(), settings.term(), membership.epoch());
        return DecisionBuilder.of(instance, stamp, outcome, more);
    }

    private More more(CommunicatorState communicator, CollectiveInstance instance, Outcome outcome) {
        List<Member> joined = List.of();
        int created = 0;
        if (outcome == Outcome.SUCCESS) {
            CollectiveKind kind = instance.signature().kind();
            joined = kind == CollectiveKind.ADMIT ? lobby.admit(instance.pushed(0)) : joined;
            created = kind == CollectiveKind.DUP ? duplicator.apply(instance) : 0;
        }
        String detail = communicator.isBroken() ? communicator.brokenBy() : detail(instance, outcome);
        return joined.isEmpty() && created == 0 && detail.isEmpty() ? More.NONE : new More(joined, created, detail);
    }

    /** Returns the decision for an arrival at a broken communicator. */
    Decision broken(CommunicatorState communicator, long sequence) {
        Decision.Stamp stamp =
                new Decision.Stamp(communicator.id(), sequence, settings.term(), communicator.brokenAt());
        return Decision.of(stamp, Outcome.MISMATCH, RankSet.NONE, -1).toBuilder()
                .detail(communicator.brokenBy())
                .build();
    }

    private String detail(CollectiveInstance instance, Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "";
            case TIMEOUT -> timeout(instance);
            case MISMATCH ->
                "the members called different collectives: "
                        + MismatchReport.sentence(instance.arrivals().all())
                        + "; this communicator is unusable from now on";
            case QUORUM_LOST ->
                name(instance) + " has " + instance.arrivals().presentCount() + " survivors, fewer than the "
                        + settings.config().minSurvivors() + " that minSurvivors requires";
            case FAILED -> name(instance) + ": " + instance.failure();
        };
    }

    private static String timeout(CollectiveInstance instance) {
        RankSet missing = DecisionBuilder.missing(instance);
        if (missing.isEmpty()) {
            return name(instance) + " reached its deadline while the operator was running on rank 0";
        }
        return name(instance) + " reached its deadline without " + RankText.sentence(missing)
                + ", which had not arrived or had not received their whole part";
    }

    private static String name(CollectiveInstance instance) {
        String word = instance.signature() == null
                ? "collective"
                : instance.signature().word();
        return word + " number " + instance.sequence();
    }

    /**
     * The parts that only few decisions have.
     *
     * @param joined the members that enter with the decision
     * @param created the communicator that the decision creates, or 0
     * @param detail a sentence for people, or empty
     */
    record More(List<Member> joined, int created, String detail) {
        static final More NONE = new More(List.of(), 0, "");
    }
}
