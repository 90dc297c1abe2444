package dev.comm.testkit.history;

import static dev.comm.testkit.history.Histories.elastic;
import static dev.comm.testkit.history.Histories.life;
import static dev.comm.testkit.history.Histories.serving;
import static dev.comm.testkit.history.Histories.spared;
import static dev.comm.testkit.history.Histories.team;

import dev.comm.api.Cause;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.testkit.history.BrokenHistories.Broken;
import dev.comm.testkit.history.Occurrence.Fault;
import java.util.Set;
import java.util.stream.Stream;

/** Histories written by hand about members that join and depart. Each of them breaks one promise in one way. */
final class BrokenTeams {
    private BrokenTeams() {}

    static Stream<Broken> coming() {
        return Stream.of(
                new Broken(
                        "L1Registration",
                        "two lives of one rank",
                        team().joins(1, 999).registers(1, 999, -1).welcomes(1, 999)),
                new Broken("L1Registration", "a stranger that is registered", team().registers(1, 999, -1)),
                new Broken("L1Registration", "a duplicate that replaces", team().departs(1, Cause.REPLACED)),
                new Broken(
                        "L1Registration",
                        "a duplicate that is rejected",
                        serving().joins(1, 999).refuses(1, 999, Reason.RANK)),
                new Broken(
                        "L1Prompt",
                        "an answer that does not come",
                        team().joins(1, 999).after(1_600).arrives(0)),
                new Broken(
                        "L1Prompt",
                        "an answer that comes too late",
                        team().joins(1, 999)
                                .after(1_600)
                                .registers(1, 999, -1)
                                .after(1)
                                .arrives(0)),
                new Broken(
                        "L1Ranks",
                        "a rank that the view does not know",
                        team().welcomes(3, life(1).incarnation()).seesTeam(0)),
                new Broken(
                        "L2FirstCall",
                        "a newcomer that counts wrong",
                        elastic()
                                .arrives(0)
                                .welcomes(1, life(1).incarnation())
                                .next()
                                .next()
                                .calls(1)),
                new Broken(
                        "L2Elastic",
                        "nobody is let in although the run is elastic",
                        elastic().joins(3, 999).refuses(3, 999, Reason.FULL)),
                new Broken(
                        "L2Elastic",
                        "a dead rank that cannot be taken",
                        team().departs(1, Cause.CLOSED).joins(1, 999).refuses(1, 999, Reason.RANK)),
                new Broken(
                        "L2Elastic",
                        "an admit that forgets somebody",
                        elastic()
                                .joins(3, 999)
                                .registers(3, 999, -1)
                                .after(1)
                                .of(CollectiveKind.ADMIT)
                                .arrives(0, 1, 2)
                                .decides(Outcome.SUCCESS, 0, 1, 2)),
                new Broken(
                        "L2Elastic",
                        "a spare that enlarges the run",
                        spared().joins(-1, 999).registers(-1, 999, -1).after(1).welcomes(3, 999)),
                new Broken(
                        "L2Elastic",
                        "an admit that leaves a rank to nobody although a spare waits",
                        spared().departs(1, Cause.CLOSED)
                                .joins(-1, 999)
                                .registers(-1, 999, -1)
                                .after(1)
                                .of(CollectiveKind.ADMIT)
                                .arrives(0, 2)
                                .decides(Outcome.SUCCESS, 0, 2)),
                new Broken(
                        "L2Elastic",
                        "a serving node that has to wait",
                        serving().joins(3, 999).registers(3, 999, -1).after(1).arrives(0)));
    }

    static Stream<Broken> going() {
        return Stream.of(
                new Broken(
                        "B4TrueCauses",
                        "a connection that is called closed and is not",
                        team().add(new Occurrence.Departed(0, 1, life(1).incarnation(), Cause.CLOSED, 2))),
                new Broken(
                        "B4TrueCauses", "an exclusion where nobody is to be excluded", team().departs(1, Cause.HUNG)),
                new Broken(
                        "B4TrueCauses",
                        "a goodbye that nobody heard",
                        team().add(new Occurrence.Leaving(0, life(1)))
                                .add(new Occurrence.Disconnected(0, life(1)))
                                .departs(1, Cause.CLOSED)),
                new Broken(
                        "S1Shutdown",
                        "a node that is not asked",
                        team().shutsDown(1_000, 1).add(new Occurrence.ShutdownEnded(2, Set.of(1), Set.of(), Set.of()))),
                new Broken(
                        "S1Shutdown",
                        "a node that the report forgets",
                        team().shutsDown(1_000, 1, 2)
                                .add(new Occurrence.ShutdownEnded(2, Set.of(1), Set.of(), Set.of()))),
                new Broken(
                        "S1Shutdown",
                        "a shutdown without end",
                        team().shutsDown(1_000, 1, 2)
                                .after(5_000)
                                .add(new Occurrence.ShutdownEnded(5_000_000_000L, Set.of(1), Set.of(), Set.of(2)))),
                new Broken(
                        "S1NoOrphan",
                        "a process that stays",
                        team().joins(1, 101).fault(Fault.Kind.CRASH, 0).after(60_000)),
                new Broken(
                        "Q1Drain",
                        "a process that was asked to end and did not say goodbye",
                        team().joins(1, life(1).incarnation())
                                .fault(Fault.Kind.TERMINATE, 1)
                                .departs(1, Cause.CLOSED)),
                new Broken(
                        "Q1Drain",
                        "a task that begins on a process that was asked to end",
                        team().fault(Fault.Kind.TERMINATE, 1).after(1_000).handles(1, 7, 1_000)),
                new Broken(
                        "Q1Drain",
                        "a task whose handler had ended on a process that was asked to end",
                        team().fault(Fault.Kind.TERMINATE, 1)
                                .handles(1, 7, 1_000)
                                .add(new Occurrence.HandlerEnded(1, 1, 7, 1))
                                .handles(2, 7, 1_000)),
                new Broken(
                        "N1NoResume",
                        "an incarnation that comes back",
                        team().registers(1, life(1).incarnation(), -1).registers(1, life(1).incarnation(), -1)),
                new Broken(
                        "N1NoResume",
                        "an arrival over a lost connection",
                        team().add(new Occurrence.Disconnected(1, life(1))).arrives(1)));
    }

    static Stream<Broken> all() {
        return Stream.concat(coming(), going());
    }
}
