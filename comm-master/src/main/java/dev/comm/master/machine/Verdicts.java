package dev.comm.master.machine;

import dev.comm.api.Member;
import dev.comm.api.RankSet;
import dev.comm.api.frame.CollectiveCommand.Decision;
import dev.comm.api.frame.CollectiveCommand.Outcome;
import dev.comm.api.frame.CollectiveKind;
import dev.comm.api.frame.Content;
import java.util.List;
import java.util.function.Function;

/**
 * Turns the end of a round into what everybody is told, and does what comes with it: newcomers, a new communicator, the
 * count.
 */
final class Verdicts {
    private final MasterSettings settings;
    private final Chronicle chronicle;
    private final Membership membership;
    private final Lobby lobby;
    private final Function<Round, Integer> duplicator;

    /** The duplicator makes a communicator of those who are still there and gives its id. */
    Verdicts(Common common, Membership membership, Lobby lobby, Function<Round, Integer> duplicator) {
        this.settings = common.settings();
        this.chronicle = common.chronicle();
        this.membership = membership;
        this.lobby = lobby;
        this.duplicator = duplicator;
    }

    /** Decides. */
    Ruling rule(Team team, Round round, Outcome outcome) {
        chronicle.decided(outcome);
        List<Member> joined = List.of();
        int created = 0;
        if (outcome == Outcome.SUCCESS) {
            CollectiveKind kind = round.signature().kind();
            joined = kind == CollectiveKind.ADMIT ? lobby.admit(round.pushed(0)) : joined;
            created = kind == CollectiveKind.DUP ? duplicator.apply(round) : 0;
        }
        String detail = team.isBroken() ? team.brokenBy() : detail(round, outcome);
        Stamp stamp = new Stamp(team.id(), settings.term(), membership.epoch(), detail);
        return Ruling.of(round, stamp, outcome, joined, created);
    }

    /** What a member hears that arrives after the communicator was broken. */
    Decision broken(Team team, long sequence) {
        return new Decision(
                team.id(),
                sequence,
                settings.term(),
                team.brokenAt(),
                Outcome.MISMATCH,
                RankSet.NONE,
                List.of(),
                RankSet.NONE,
                List.of(),
                -1,
                team.brokenBy(),
                List.of(),
                0,
                Content.NONE);
    }

    private String detail(Round round, Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "";
            case TIMEOUT -> timeout(round);
            case MISMATCH ->
                "the members called different things: "
                        + Mismatch.sentence(round.seats().all())
                        + "; this communicator cannot be used any more";
            case QUORUM_LOST ->
                name(round) + " has " + round.seats().presentCount() + " survivors, fewer than the "
                        + settings.config().minSurvivors() + " that minSurvivors asks for";
            case FAILED -> name(round) + ": " + round.failure();
        };
    }

    private static String timeout(Round round) {
        RankSet missing = Ruling.missing(round);
        if (missing.isEmpty()) {
            return name(round) + " reached its deadline while the operator was running on rank 0";
        }
        return name(round) + " reached its deadline without " + Ranks.sentence(missing)
                + ": not arrived, or without a whole part";
    }

    private static String name(Round round) {
        String word =
                round.signature() == null ? "collective" : round.signature().word();
        return word + " number " + round.sequence();
    }

    /** What a decision says of the master. */
    record Stamp(int communicator, long term, long epoch, String detail) {}
}
