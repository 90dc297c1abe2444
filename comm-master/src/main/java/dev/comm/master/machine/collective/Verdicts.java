package dev.comm.master.machine.collective;

import dev.comm.api.Member;
import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.master.machine.membership.Chronicle;
import dev.comm.master.machine.membership.Lobby;
import dev.comm.master.machine.membership.MasterContext;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.Membership;
import dev.comm.master.machine.membership.Ranks;
import java.util.List;
import java.util.function.Function;

/**
 * Creates the decision of an instance and applies its side effects: new members, a new communicator, the count in the
 * report.
 */
final class Verdicts {
    private final MasterSettings settings;
    private final Chronicle chronicle;
    private final Membership membership;
    private final Lobby lobby;
    private final Function<Round, Integer> duplicator;

    /** Creates a decision maker; the duplicator creates a communicator of the surviving members and returns its id. */
    Verdicts(MasterContext context, Membership membership, Lobby lobby, Function<Round, Integer> duplicator) {
        this.settings = context.settings();
        this.chronicle = context.chronicle();
        this.membership = membership;
        this.lobby = lobby;
        this.duplicator = duplicator;
    }

    /** Decides an instance. */
    Ruling rule(Team team, Round round, Outcome outcome) {
        chronicle.decided(outcome);
        More more = more(team, round, outcome);
        // Newcomers begin a new epoch, which the decision names.
        Decision.Stamp stamp = new Decision.Stamp(team.id(), round.sequence(), settings.term(), membership.epoch());
        return Ruling.of(round, stamp, outcome, more);
    }

    private More more(Team team, Round round, Outcome outcome) {
        List<Member> joined = List.of();
        int created = 0;
        if (outcome == Outcome.SUCCESS) {
            CollectiveKind kind = round.signature().kind();
            joined = kind == CollectiveKind.ADMIT ? lobby.admit(round.pushed(0)) : joined;
            created = kind == CollectiveKind.DUP ? duplicator.apply(round) : 0;
        }
        String detail = team.isBroken() ? team.brokenBy() : detail(round, outcome);
        return joined.isEmpty() && created == 0 && detail.isEmpty() ? More.NONE : new More(joined, created, detail);
    }

    /** The decision for an arrival at a broken communicator. */
    Decision broken(Team team, long sequence) {
        Decision.Stamp stamp = new Decision.Stamp(team.id(), sequence, settings.term(), team.brokenAt());
        return Decision.of(stamp, Outcome.MISMATCH, RankSet.NONE, -1).toBuilder()
                .detail(team.brokenBy())
                .build();
    }

    private String detail(Round round, Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "";
            case TIMEOUT -> timeout(round);
            case MISMATCH ->
                "the members called different collectives: "
                        + Mismatch.sentence(round.seats().all())
                        + "; this communicator is unusable from now on";
            case QUORUM_LOST ->
                name(round) + " has " + round.seats().presentCount() + " survivors, fewer than the "
                        + settings.config().minSurvivors() + " that minSurvivors requires";
            case FAILED -> name(round) + ": " + round.failure();
        };
    }

    private static String timeout(Round round) {
        RankSet missing = Ruling.missing(round);
        if (missing.isEmpty()) {
            return name(round) + " reached its deadline while the operator was running on rank 0";
        }
        return name(round) + " reached its deadline without " + Ranks.sentence(missing)
                + ", which had not arrived or had not received their whole part";
    }

    private static String name(Round round) {
        String word =
                round.signature() == null ? "collective" : round.signature().word();
        return word + " number " + round.sequence();
    }

    /**
     * What few decisions say.
     *
     * @param joined the members that enter with it
     * @param created the communicator that it makes, or 0
     * @param detail a sentence for people, or empty
     */
    record More(List<Member> joined, int created, String detail) {
        static final More NONE = new More(List.of(), 0, "");
    }
}
