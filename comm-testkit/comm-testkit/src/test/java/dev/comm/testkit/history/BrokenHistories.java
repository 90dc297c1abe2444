package dev.comm.testkit.history;

import static dev.comm.testkit.history.Histories.APPLE;
import static dev.comm.testkit.history.Histories.NULL;
import static dev.comm.testkit.history.Histories.PEAR;
import static dev.comm.testkit.history.Histories.got;
import static dev.comm.testkit.history.Histories.life;
import static dev.comm.testkit.history.Histories.team;

import dev.comm.api.Cause;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.core.machine.Failure;
import dev.comm.testkit.history.Occurrence.Fault;
import java.util.Set;
import java.util.stream.Stream;

/** Histories written by hand about verdicts, calls and outcomes. Each of them breaks one promise in one way. */
final class BrokenHistories {
    private BrokenHistories() {}

    /**
     * A broken history.
     *
     * @param check the simple name of the check that must find it
     * @param what the description of the fault
     */
    record Broken(String check, String what, Histories histories) {
        @Override
        public String toString() {
            return check + ": " + what;
        }
    }

    static Stream<Broken> verdicts() {
        return Stream.of(
                new Broken(
                        "B4TrulyMissing",
                        "a timeout that names who was there",
                        team().arrives(0, 1, 2).after(1_000).timesOut(2)),
                new Broken(
                        "B4TrulyMissing",
                        "a timeout that names who held its part",
                        team().of(CollectiveKind.DISTRIBUTE)
                                .arrives(0, 1, 2)
                                .holds(1)
                                .after(1_000)
                                .timesOut(1)),
                new Broken(
                        "B1Causes",
                        "a cause that differs from the view's",
                        team().departs(1, Cause.CLOSED).arrives(0, 2).decidesWith(1, Cause.RESET)),
                new Broken(
                        "B4AfterHealing",
                        "a member that falls silent after all is healed",
                        team().fault(Fault.Kind.DELAY, 1)
                                .add(new Occurrence.Settled(0))
                                .after(3_000)
                                .departs(1, Cause.SILENT)),
                new Broken(
                        "B5Deadline",
                        "a timeout before the deadline",
                        team().calls(1).arrives(1).after(900).timesOut(2)),
                new Broken(
                        "B5Deadline",
                        "a timeout long after the deadline",
                        team().calls(1).arrives(1).after(1_300).timesOut(2)),
                new Broken(
                        "B5Told",
                        "a member that is told nothing",
                        team().calls(1)
                                .arrives(0, 1, 2)
                                .decides(Outcome.SUCCESS, 0, 1, 2)
                                .after(4_100)
                                .next()
                                .arrives(0)),
                new Broken(
                        "B5Told",
                        "a latecomer that is told nothing",
                        team().calls(1)
                                .arrives(0)
                                .after(1_000)
                                .timesOut(1, 2)
                                .arrives(1)
                                .after(4_100)
                                .next()
                                .arrives(0)),
                new Broken(
                        "B5Told",
                        "a member that is told too late",
                        team().calls(1)
                                .arrives(0, 1, 2)
                                .decides(Outcome.SUCCESS, 0, 1, 2)
                                .after(4_100)
                                .returns(1, 0, 1, 2)
                                .after(1)
                                .next()
                                .arrives(0)),
                new Broken(
                        "B7Fenced",
                        "a handler that begins after the fence",
                        team().add(new Occurrence.FencedSeen(0, life(1))).begins(1, 7)),
                new Broken(
                        "B7Fenced",
                        "a verdict after the fence",
                        team().arrives(0, 1, 2)
                                .decides(Outcome.SUCCESS, 0, 1, 2)
                                .add(new Occurrence.FencedSeen(0, life(1)))
                                .returns(1, 0, 1, 2)));
    }

    static Stream<Broken> calls() {
        return Stream.of(
                new Broken("B6Calls", "a receive that never ends", team().begins(1, "ReceiveCall", 1_000)),
                new Broken(
                        "B6Calls",
                        "a receive that ends too late",
                        team().begins(1, "ReceiveCall", 1_000).after(60_000).ends(1)),
                new Broken(
                        "A6OneOutcome",
                        "a call that ends twice",
                        team().add(new Occurrence.EndedTwice(1, 1, "SendCall"))),
                new Broken(
                        "A6OneOutcome",
                        "a request without an outcome of rank 2",
                        team().asks("r", 1, 2).isAnswered("r", 1, true)),
                new Broken(
                        "A6OneOutcome",
                        "a request with two outcomes of rank 1",
                        team().asks("r", 1).isAnswered("r", 1, true).isAnswered("r", 1, true)),
                new Broken(
                        "A6OneOutcome",
                        "an outcome of somebody who was not asked",
                        team().asks("r", 1).isAnswered("r", 1, true).isAnswered("r", 2, true)),
                new Broken("A6OneOutcome", "a wrong answer", team().asks("r", 1).isAnswered("r", 1, false)),
                new Broken(
                        "A8ToldOnce",
                        "a departure that is told twice",
                        team().departs(1, Cause.CLOSED).departs(1, Cause.SILENT)),
                new Broken(
                        "A8ToldOnce",
                        "a verdict that is ahead of the view",
                        team().seesTeam(2)
                                .departs(1, Cause.CLOSED)
                                .arrives(0, 2)
                                .decides(Outcome.SUCCESS, 0, 2)
                                .returns(2, 0, 2)),
                new Broken(
                        "A10NothingLeft",
                        "a connection that stays",
                        team().departs(1, Cause.SILENT).after(3_100).arrives(0)),
                new Broken(
                        "A12DocumentedErrors",
                        "a null pointer of Comm's own",
                        team().add(new Occurrence.ProgramEnded(1, 1, 1, "java.lang.NullPointerException", true))),
                new Broken(
                        "C2BoundedMemory",
                        "a control queue that grows",
                        team().add(new Occurrence.Queued(1, 0, 3, 300 << 10, 0))),
                new Broken(
                        "C2BoundedMemory",
                        "a bulk queue that grows",
                        team().add(new Occurrence.Queued(1, 0, 3, 0, 1 << 20))));
    }

    static Stream<Broken> messages() {
        return Stream.of(
                new Broken(
                        "P1Departures",
                        "a departure that is told before the last message",
                        team().sends(2, 1, Histories.APPLE)
                                .departs(2, Cause.CLOSED)
                                .isTold(1, 2)
                                .takes(1, 2, Histories.APPLE)),
                new Broken(
                        "P1Departures",
                        "a departure that is told twice",
                        team().departs(2, Cause.CLOSED).isTold(1, 2).isTold(1, 2)),
                new Broken("P1Departures", "a departure that did not happen", team().isTold(1, 2)),
                new Broken(
                        "P1Departures",
                        "a receive that gives up while others live",
                        team().seesTeam(1).receiveAnyFails(1, Failure.Kind.MEMBER_LOST)),
                new Broken(
                        "P1Departures",
                        "a receive that gives up before it tells a departure",
                        team().seesTeam(1)
                                .departs(0, Cause.CLOSED)
                                .departs(2, Cause.CLOSED)
                                .isTold(1, 0)
                                .sees(1, 1)
                                .receiveAnyFails(1, Failure.Kind.MEMBER_LOST)),
                new Broken(
                        "P1Messages",
                        "a receive from any rank that waits in vain",
                        team().sends(2, 1, Histories.APPLE)
                                .calls(2)
                                .arrives(0, 1, 2)
                                .decides(Outcome.SUCCESS, 0, 1, 2)
                                .returns(1, 0, 1, 2)
                                .receiveAnyFails(1, Failure.Kind.TIMEOUT)),
                new Broken(
                        "P1Messages",
                        "a message of another communicator",
                        team().sends(2, 1, Histories.APPLE)
                                .add(new Occurrence.NoteTaken(1, life(1), 7, 2, 0, Histories.APPLE))));
    }

    static Stream<Broken> values() {
        return Stream.of(
                new Broken(
                        "C1AllToAll",
                        "the value for a neighbour",
                        allToAll().returns(1, Outcome.SUCCESS, got(0, APPLE, 1, APPLE, 2, NULL), 0, 1, 2)),
                new Broken(
                        "C1AllToAll",
                        "a value beyond the list of its rank",
                        allToAll().returns(1, Outcome.SUCCESS, got(0, PEAR, 1, APPLE, 2, PEAR), 0, 1, 2)),
                new Broken(
                        "C1AllToAll",
                        "a survivor without a slot",
                        allToAll().returns(1, Outcome.SUCCESS, got(0, PEAR, 1, APPLE), 0, 1, 2)),
                new Broken(
                        "C1AllToAll",
                        "the value of a departed rank",
                        allToAll().returns(0, Outcome.SUCCESS, got(0, APPLE, 1, PEAR, 2, APPLE), 0, 1)));
    }

    /** Rank 0 gives an apple and a pear, rank 1 a pear and a pear, and rank 2 an apple. */
    private static Histories allToAll() {
        return team().of(CollectiveKind.ALL_TO_ALL)
                .calls(0, APPLE, PEAR)
                .calls(1, PEAR, PEAR)
                .calls(2, APPLE)
                .arrives(0, 1, 2)
                .decides(Outcome.SUCCESS, 0, 1, 2);
    }

    static Stream<Broken> tasks() {
        return Stream.of(
                new Broken(
                        "T3NoTaskPastLife",
                        "a task for a node that takes no new work",
                        team().add(new Occurrence.Draining(1, life(1).incarnation()))
                                .gives(1, "h")),
                new Broken(
                        "T3NoTaskPastLife",
                        "a task for a node whose life is over",
                        team().registers(1, 1_000).after(1_001).gives(1, "h")),
                new Broken(
                        "T3NoTaskPastLife",
                        "a task that takes longer than the node lives",
                        team().registers(1, 1_000)
                                .add(new Occurrence.BatchSubmitted(0, "b", 1, true, "h", 2_000_000_000L))
                                .gives(1, "h")),
                new Broken(
                        "M1MasterGone",
                        "a handler that begins long after the master was gone",
                        team().fault(Fault.Kind.CRASH, 0).after(5_000).begins(1, 7)),
                new Broken(
                        "M1MasterGone",
                        "a call that outlives the lease",
                        team().begins(1, "SendCall", -1)
                                .fault(Fault.Kind.CRASH, 0)
                                .after(7_000)
                                .ends(1)),
                new Broken(
                        "M1MasterGone",
                        "a call that never ends without the master",
                        team().begins(1, "SendCall", -1)
                                .fault(Fault.Kind.CRASH, 0)
                                .after(7_000)
                                .fails(2, Failure.Kind.MASTER_LOST)));
    }

    static Stream<Broken> all() {
        return Stream.of(verdicts(), calls(), messages(), values(), tasks(), BrokenBatches.all(), BrokenTeams.all())
                .flatMap(each -> each);
    }

    static Set<String> covered() {
        return new java.util.HashSet<>(all().map(Broken::check).toList());
    }
}
