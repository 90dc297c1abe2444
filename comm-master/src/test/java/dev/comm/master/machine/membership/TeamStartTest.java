package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Member;
import dev.comm.api.StartPolicy;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.work.Registry;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.testing.Effect;
import dev.comm.master.machine.Parts;
import dev.comm.master.machine.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeamStartTest {
    @Test
    void theStartWaitsForAllRanksAndMakesOneView() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(4));
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        script.join(3);
        script.join(1);
        assertThat(join.completion().isDone()).isFalse();
        script.join(2);
        JoinCall.Joined joined = join.completion().result();
        assertThat(joined.size()).isEqualTo(4);
        assertThat(joined.view().members().keySet()).containsExactly(0, 1, 2, 3);
        for (Script.Peer peer : script.peers) {
            Welcome welcome = peer.got(Welcome.class).get(0);
            assertThat(welcome.rank()).isEqualTo(peer.rank());
            assertThat(welcome.epoch()).isEqualTo(joined.view().epoch());
            assertThat(welcome.members()).extracting(Member::rank).containsExactly(0, 1, 2, 3);
            assertThat(welcome.sequences()).containsExactly(new Sequence(0, 0));
            assertThat(peer.got(ViewChange.class)).isEmpty();
        }
    }

    @Test
    void nodesWithoutAWishGetTheRanksThatOthersLeft() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(4));
        Script.Peer any = script.join(-1);
        Script.Peer one = script.join(1);
        Script.Peer other = script.join(-1);
        assertThat(one.got(Welcome.class).get(0).rank()).isEqualTo(1);
        assertThat(any.got(Welcome.class).get(0).rank()).isEqualTo(2);
        assertThat(other.got(Welcome.class).get(0).rank()).isEqualTo(3);
    }

    @Test
    void requireAllNamesTheMissingAndSendsTheOthersAway() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(5));
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        Script.Peer two = script.join(2);
        script.afterWithLife(6 * Script.SECOND, two);
        Failure failure = join.completion().failure();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_ADMITTED);
        assertThat(failure.detail()).contains("ranks 1, 3, 4");
        assertThat(two.got(Rejected.class)).hasSize(1);
        assertThat(two.isFinished()).isTrue();
        assertThat(script.recorder.all(Effect.StoppedListening.class)).hasSize(1);
    }

    @Test
    void allowMissingRenumbersWithoutGaps() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(6).startup(StartPolicy.ALLOW_MISSING));
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        Script.Peer five = script.join(5);
        Script.Peer two = script.join(2);
        script.afterWithLife(6 * Script.SECOND, five, two);
        assertThat(join.completion().result().size()).isEqualTo(3);
        assertThat(two.got(Welcome.class).get(0).rank()).isEqualTo(1);
        assertThat(five.got(Welcome.class).get(0).rank()).isEqualTo(2);
        assertThat(five.got(Welcome.class).get(0).size()).isEqualTo(3);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        two.arrives(0, CollectiveKind.BARRIER);
        five.arrives(0, CollectiveKind.BARRIER);
        assertThat(call.completion().result().decision().survivors()).containsExactly(0, 1, 2);
    }

    @Test
    void whoLeavesBeforeTheStartMakesRoom() {
        Script script = new Script(TeamKind.SPMD, settings -> settings.size(3));
        script.join(1).dies();
        script.join(1);
        Script.Peer two = script.join(2);
        assertThat(two.got(Welcome.class)).hasSize(1);
    }

    @Test
    void aRunThatHasStartedTakesNobodyIn() {
        Script script = Script.running(3);
        script.rank(1).dies();
        assertThat(script.join(1).got(Rejected.class).get(0).detail()).contains("elastic");
    }

    @Test
    void l2_aNewcomerWaitsInTheLobbyAndEntersWithAnAdmit() {
        Script script = Script.running(3, settings -> settings.elastic(true));
        script.rank(1).dies();
        Script.Peer newcomer = script.join(-1);
        assertThat(newcomer.got(Welcome.class)).isEmpty();
        newcomer.says(new Heartbeat(0, -1, 0, 0));
        CollectiveCall barrier = script.call(CollectiveKind.BARRIER);
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        assertThat(barrier.completion().result().decision().survivors()).containsExactly(0, 2);
        CollectiveCall admit = script.call(CollectiveKind.ADMIT, Script.value("state"));
        script.rank(2).arrives(1, CollectiveKind.ADMIT);
        script.compute();
        Parts.hold(script.rank(2), 1, "state");
        Decision decision = admit.completion().result().decision();
        assertThat(decision.survivors()).containsExactly(0, 2);
        assertThat(decision.joined())
                .extracting(Member::rank)
                .as("the lowest dead rank")
                .containsExactly(1);
        Welcome welcome = newcomer.got(Welcome.class).get(0);
        assertThat(welcome.epoch()).isEqualTo(decision.epoch());
        assertThat(welcome.sequences()).containsExactly(new Sequence(0, 2));
        assertThat(welcome.content()).isEqualTo(new Content(Content.Kind.VALUE, 0, 5));
        CollectiveCall next = script.call(CollectiveKind.BARRIER);
        script.rank(2).arrives(2, CollectiveKind.BARRIER);
        assertThat(next.completion().isDone()).as("the newcomer belongs to it").isFalse();
        newcomer.arrives(2, CollectiveKind.BARRIER);
        assertThat(next.completion().result().decision().survivors()).containsExactly(0, 1, 2);
    }

    @Test
    void l2_nodesOfAMasterNodeAreMembersAtOnceButNotOfOpenInstances() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = script.join(-1);
        CollectiveCall open = script.call(CollectiveKind.BARRIER);
        Script.Peer two = script.join(-1);
        assertThat(two.got(Welcome.class).get(0).sequences()).containsExactly(new Sequence(0, 1));
        one.arrives(0, CollectiveKind.BARRIER);
        assertThat(open.completion().result().decision().survivors()).containsExactly(0, 1);
        CollectiveCall next = script.call(CollectiveKind.BARRIER);
        one.arrives(1, CollectiveKind.BARRIER);
        two.arrives(1, CollectiveKind.BARRIER);
        assertThat(next.completion().result().decision().survivors()).containsExactly(0, 1, 2);
    }

    @Test
    void b8_epochsOnlyGrowAtEveryObserver() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = script.join(-1);
        for (int i = 0; i < 5; i++) {
            script.join(-1).dies();
            script.afterWithLife(100 * Script.MILLI, one);
        }
        long epoch = one.got(Welcome.class).get(0).epoch();
        List<ViewChange> changes = one.got(ViewChange.class);
        assertThat(changes).hasSizeGreaterThan(4);
        for (ViewChange change : changes) {
            assertThat(change.epoch()).isGreaterThanOrEqualTo(epoch);
            epoch = change.epoch();
        }
    }

    @Test
    void manyJoinsAreToldToTheOthersTogether() {
        Script script = Script.serving(settings -> settings);
        Script.Peer first = script.join(-1);
        for (int i = 0; i < 9; i++) {
            script.join(-1);
        }
        assertThat(first.got(ViewChange.class)).isEmpty();
        script.after(50 * Script.MILLI);
        assertThat(first.got(ViewChange.class)).hasSize(1);
        assertThat(first.got(ViewChange.class).get(0).joined()).hasSize(10);
    }

    @Test
    void awaitingNodesEndsWithThemOrSaysWhichCame() {
        Script script = Script.serving(settings -> settings);
        Call<Registry> await = script.submit(new AwaitCall(2, Script.SECOND));
        Call<Registry> tooMany = script.submit(new AwaitCall(3, Script.SECOND));
        Script.Peer one = script.join(-1);
        Script.Peer seven = script.join(7);
        assertThat(await.completion().result().entries().keySet()).containsExactly(1, 7);
        script.afterWithLife(2 * Script.SECOND, one, seven);
        assertThat(tooMany.completion().failure().detail()).contains("2 of 3").contains("ranks 1, 7");
    }

    @Test
    void clearingTheRegistryRemovesEverybody() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = script.join(-1);
        script.submit(new RemoveCall());
        assertThat(one.isFinished()).isTrue();
        assertThat(script.submit(new RegistryCall()).completion().result().size())
                .isZero();
        assertThat(script.join(-1).got(Welcome.class).get(0).rank()).isEqualTo(1);
    }

    @Test
    void aGoodbyeIsADepartureWithItsOwnCause() {
        Script script = Script.running(3);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.rank(2).says(new Leave(dev.comm.api.Cause.FAILED, "NullPointerException", Content.NONE));
        Decision decision = call.completion().result().decision();
        assertThat(decision.departures().get(0).cause()).isEqualTo(dev.comm.api.Cause.FAILED);
        assertThat(decision.departures().get(0).detail()).isEqualTo("NullPointerException");
        assertThat(script.rank(2).isFinished()).isTrue();
    }
}
