package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.DuplicatePolicy;
import dev.comm.api.StartPolicy;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.spi.Bytes;
import dev.comm.api.work.Registry;
import dev.comm.api.work.Report;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.JoinCall;
import dev.comm.master.machine.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node gives up its JOIN, closes its connection and joins again. A busy master reads the frames of the first
 * connection late, and then its end. The first connection counts for nothing.
 */
class GivenUpJoinTest {
    /** Sends the first frames of a join that the node has given up. */
    private static Script.Peer givenUp(Script script, int rank, int frames) {
        Script.Peer raw = script.open();
        Script.Peer peer = new Script.Peer(script, raw.endpoint(), rank, raw.incarnation());
        if (frames > 0) {
            peer.says(script.hello(rank, peer.incarnation()));
        }
        if (frames > 1) {
            peer.says(new Proof(Bytes.EMPTY));
        }
        if (frames > 2) {
            peer.says(script.registration());
        }
        return peer;
    }

    private static Report report(Script script) {
        return script.submit(new ReportCall()).completion().result();
    }

    private static void assertNobodyWasLost(Script script) {
        assertThat(report(script).departed()).isEmpty();
        assertThat(script.log()).noneMatch(line -> line.contains("departed"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void l1_theStartWaitsForTheRetryOfARankThatGaveUp(int frames) {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(3));
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        Script.Peer two = script.join(2);
        Script.Peer dead = givenUp(script, 1, frames);
        assertThat(join.completion().isDone()).isFalse();
        dead.dies();
        assertThat(join.completion().isDone()).isFalse();
        Script.Peer again = script.join(1);
        assertThat(join.completion().result().view().members().keySet()).containsExactly(0, 1, 2);
        assertThat(again.got(Welcome.class)).hasSize(1);
        assertThat(two.got(ViewChange.class)).isEmpty();
        assertNobodyWasLost(script);
    }

    @ParameterizedTest
    @CsvSource({"REJECT, 1", "REPLACE, 1", "REJECT, -1", "REPLACE, -1"})
    void l1_theRetryMayBeReadBeforeTheEndOfTheFirstConnection(DuplicatePolicy policy, int rank) {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(2).onDuplicate(policy));
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        Script.Peer dead = givenUp(script, rank, 3);
        assertThat(dead.got(Accepted.class)).hasSize(1);
        Script.Peer again = script.join(rank);
        assertThat(again.got(Welcome.class)).extracting(Welcome::rank).containsExactly(1);
        assertThat(join.completion().isDone()).isTrue();
        dead.dies();
        assertThat(again.got(Fenced.class)).isEmpty();
        assertNobodyWasLost(script);
    }

    /** Reads the frames of the first connection last. They must not replace the second join. */
    @ParameterizedTest
    @EnumSource(DuplicatePolicy.class)
    void l1_theFirstConnectionMayBeReadAfterTheRetry(DuplicatePolicy policy) {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(3).onDuplicate(policy));
        Script.Peer again = script.join(1);
        givenUp(script, 1, 3).dies();
        assertThat(again.got(Fenced.class)).isEmpty();
        assertThat(again.isFinished()).isFalse();
        script.join(2);
        assertThat(again.got(Welcome.class)).hasSize(1);
        givenUp(script, 1, 3).dies();
        assertThat(again.got(Fenced.class)).isEmpty();
        assertNobodyWasLost(script);
    }

    @Test
    void aStartThatMayMissRanksDoesNotCountAJoinThatWasGivenUp() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(4).startup(StartPolicy.ALLOW_MISSING));
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        Script.Peer three = script.join(3);
        script.afterWithLife(4 * Script.SECOND, three);
        Script.Peer dead = givenUp(script, 1, 3);
        script.afterWithLife(Script.SECOND, three);
        assertThat(join.completion().result().view().members().keySet()).containsExactly(0, 1);
        assertThat(three.got(Welcome.class)).extracting(Welcome::rank).containsExactly(1);
        dead.beats();
        assertThat(dead.got(Rejected.class))
                .extracting(Rejected::detail)
                .singleElement()
                .satisfies(detail -> assertThat(detail).startsWith("set elastic"));
    }

    @Test
    void aStartThatFailsNamesTheRankThatGaveUp() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(3));
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        Script.Peer two = script.join(2);
        script.afterWithLife(4 * Script.SECOND, two);
        givenUp(script, 1, 3);
        script.afterWithLife(2 * Script.SECOND, two);
        assertThat(join.completion().failure().detail()).endsWith("without rank 1");
    }

    @Test
    void l2_anAdmitLetsInNobodyWhoGaveUp() {
        Script script = Script.running(2, settings -> settings.elastic(true));
        Script.Peer dead = givenUp(script, 2, 3);
        CollectiveCall admit = script.call(CollectiveKind.ADMIT, Script.value("state"));
        script.rank(1).arrives(0, CollectiveKind.ADMIT);
        script.compute();
        dev.comm.master.machine.Parts.hold(script.rank(1), 0, "state");
        assertThat(admit.completion().result().decision().joined()).isEmpty();
        dead.dies();
        assertNobodyWasLost(script);
    }

    @Test
    void aMasterOfTasksCountsOnlyNodesThatStillWait() {
        Script script = Script.serving(settings -> settings);
        Call<Registry> await = script.submit(new AwaitCall(1, Script.SECOND));
        Script.Peer dead = givenUp(script, -1, 3);
        assertThat(await.completion().isDone()).isFalse();
        dead.dies();
        Script.Peer again = script.join(-1);
        assertThat(await.completion().result().entries().keySet()).containsExactly(1);
        assertThat(again.got(Welcome.class)).extracting(Welcome::rank).containsExactly(1);
        assertNobodyWasLost(script);
    }

    @Test
    void l1_aNodeThatIsAcceptedAndSilentKeepsNoPlace() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(2));
        Script.Peer silent = givenUp(script, 1, 3);
        script.after(2 * Script.SECOND);
        assertThat(silent.isAborted()).isTrue();
        assertThat(script.log()).anyMatch(line -> line.contains("no heartbeat after JOIN within 2000 ms"));
        assertThat(script.join(1).got(Welcome.class)).hasSize(1);
    }

    /** Reads the ends of connections before the start, because after a pause a HEARTBEAT may be as old as a JOIN. */
    @Test
    void b14_afterAPauseTheEndsOfConnectionsAreReadBeforeTheStart() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(3));
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        Script.Peer one = script.join(1);
        script.now += 4 * Script.SECOND; // this process is stopped, and rank 1 gives the master up meanwhile
        Script.Peer two = script.join(2);
        assertThat(join.completion().isDone()).isFalse();
        one.dies();
        script.after(Script.SECOND / 2);
        assertThat(join.completion().isDone()).isFalse();
        script.join(1);
        assertThat(join.completion().result().view().members().keySet()).containsExactly(0, 1, 2);
        assertThat(two.got(Welcome.class)).hasSize(1);
        assertNobodyWasLost(script);
    }

    @Test
    void b14_theStartComesSoonAfterAPause() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(3));
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        script.join(1);
        script.now += 4 * Script.SECOND;
        script.step(new Event.Deadline());
        Script.Peer two = script.join(2);
        assertThat(two.got(Welcome.class)).isEmpty();
        script.after(20 * Script.MILLI);
        assertThat(join.completion().isDone()).isTrue();
        assertThat(two.got(Welcome.class)).hasSize(1);
    }

    @Test
    void aRegistrationThatEndsBeforeTheStartIsNoDeparture() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(3));
        script.join(1).dies();
        assertThat(script.log())
                .contains("rank 1 at host is not registered any more (CLOSED); its rank is free for another JOIN");
        script.join(1);
        script.join(2);
        assertNobodyWasLost(script);
    }
}
