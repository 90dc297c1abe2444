package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Member;
import dev.comm.api.StartPolicy;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.Parts;
import dev.comm.master.machine.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A1: spares wait beside the run, and take the lowest lost ranks. */
class SparesTest {
    private final Script script =
            new Script(TeamKind.SPMD, settings -> settings.size(3).spares(2));

    @Test
    void a1_sparesTakeNoRankOfTheStartHoweverEarlyTheyCome() {
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        Script.Peer early = script.join(-1);
        Script.Peer other = script.join(-1);
        script.join(2);
        assertThat(join.completion().isDone()).as("rank 1 has not come").isFalse();
        Script.Peer one = script.join(1);
        assertThat(join.completion().result().view().members().keySet()).containsExactly(0, 1, 2);
        assertThat(one.got(Welcome.class)).hasSize(1);
        assertThat(early.got(Welcome.class)).isEmpty();
        assertThat(other.got(Rejected.class)).isEmpty();
    }

    @Test
    void a1_anAdmitGivesTheLowestLostRanksToSparesAndNeverMoreRanks() {
        Script.Peer one = script.join(1);
        Script.Peer two = script.join(2);
        Script.Peer first = script.join(-1);
        Script.Peer second = script.join(-1);
        assertThat(admit(0, one, two).joined()).as("no rank is lost").isEmpty();
        assertThat(first.got(Welcome.class)).isEmpty();

        two.dies();
        assertThat(admit(1, one).joined()).extracting(Member::rank).containsExactly(2);
        Welcome welcome = first.got(Welcome.class).get(0);
        assertThat(List.of(welcome.rank(), welcome.size())).containsExactly(2, 3);
        assertThat(second.got(Welcome.class)).isEmpty();

        one.dies();
        first.dies();
        assertThat(admit(2).joined()).extracting(Member::rank).containsExactly(1);
        assertThat(second.got(Welcome.class).get(0).size()).isEqualTo(3);
    }

    @Test
    void a1_aSpareDoesNotTakeTheRankOfAProcessThatCameBack() {
        Script.Peer one = script.join(1);
        Script.Peer two = script.join(2);
        Script.Peer spare = script.join(-1);
        one.dies();
        Script.Peer back = script.join(1);
        assertThat(admit(0, two).joined()).extracting(Member::rank).containsExactly(1);
        assertThat(back.got(Welcome.class)).hasSize(1);
        assertThat(spare.got(Welcome.class)).isEmpty();
    }

    @Test
    void a1_aSpareThatDiedInTheLobbyIsNotAdmitted() {
        Script.Peer one = script.join(1);
        script.join(2).dies();
        Script.Peer dead = script.join(-1);
        Script.Peer living = script.join(-1);
        dead.dies();
        assertThat(admit(0, one).joined()).extracting(Member::rank).containsExactly(2);
        assertThat(living.got(Welcome.class)).hasSize(1);
    }

    @Test
    void a1_theLineOfALossNamesTheSpareThatWaits() {
        Script.Peer one = script.join(1);
        Script.Peer two = script.join(2);
        Script.Peer spare = script.join(-1);
        two.dies();
        assertThat(script.log())
                .anySatisfy(line -> assertThat(line)
                        .contains("rank 2 at host departed: CLOSED")
                        .endsWith("; a spare at host waits for an admit, which this program has not called yet"));
        admit(0, one);
        spare.dies();
        assertThat(script.log())
                .anySatisfy(line -> assertThat(line).contains("rank 2").endsWith("; no spare waits"));
    }

    @Test
    void a1_noLineSpeaksOfSparesWithoutALoss() {
        Script.Peer one = script.join(1);
        Script.Peer two = script.join(2);
        Script.Peer spare = script.join(-1);
        Script.Peer other = script.join(-1);
        admit(0, one, two);
        script.afterWithLife(3 * Script.SECOND, one, two, spare, other);
        leaveAll(one, two);
        assertThat(script.log()).noneMatch(line -> line.contains("spare at") || line.contains("no spare"));
    }

    @Test
    void a1_theEndOfTheRunTellsEachSpareThatItIsOver() {
        Script.Peer one = script.join(1);
        Script.Peer two = script.join(2);
        Script.Peer spare = script.join(-1);
        Call<Void> leave = leaveAll(one, two);
        assertThat(spare.got(Rejected.class)).extracting(Rejected::reason).containsExactly(Rejected.Reason.OVER);
        assertThat(leave.completion().isDone())
                .as("the second spare may still come")
                .isFalse();
        Script.Peer late = script.join(-1);
        assertThat(late.got(Rejected.class)).extracting(Rejected::reason).containsExactly(Rejected.Reason.OVER);
        assertThat(leave.completion().isDone()).isTrue();
    }

    @Test
    void a1_theEndDoesNotWaitLongForSparesThatNeverCome() {
        Call<Void> leave = leaveAll(script.join(1), script.join(2));
        assertThat(leave.completion().isDone()).isFalse();
        script.after(2 * Script.SECOND);
        assertThat(leave.completion().isDone()).isTrue();
    }

    @Test
    void a1_aLongRunDoesNotWaitForSparesAtItsEnd() {
        Script.Peer one = script.join(1);
        Script.Peer two = script.join(2);
        script.afterWithLife(5 * Script.SECOND, one, two);
        assertThat(leaveAll(one, two).completion().isDone()).isTrue();
    }

    @Test
    void a1_sparesTakeTheRanksThatDoNotComeInTime() {
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        Script.Peer two = script.join(2);
        Script.Peer spare = script.join(-1);
        script.afterWithLife(6 * Script.SECOND, two, spare);
        assertThat(join.completion().result().view().members().keySet()).containsExactly(0, 1, 2);
        assertThat(spare.got(Welcome.class)).extracting(Welcome::rank).containsExactly(1);
        assertThat(script.log())
                .anySatisfy(line -> assertThat(line).contains("starts with the spare at host as rank 1"));
    }

    @Test
    void a1_aStartWithTooFewSparesFailsForAll() {
        Call<JoinCall.Joined> join = script.submit(new JoinCall());
        Script.Peer spare = script.join(-1);
        script.afterWithLife(6 * Script.SECOND, spare);
        assertThat(join.completion().failure().detail()).contains("ranks 1, 2");
        assertThat(spare.got(Rejected.class)).extracting(Rejected::reason).containsExactly(Rejected.Reason.FULL);
    }

    @Test
    void a1_aStartMayFillWhatItCanAndMissTheRest() {
        Script missing =
                new Script(TeamKind.SPMD, settings -> settings.size(4).spares(1).startup(StartPolicy.ALLOW_MISSING));
        Call<JoinCall.Joined> join = missing.submit(new JoinCall());
        Script.Peer three = missing.join(3);
        Script.Peer spare = missing.join(-1);
        missing.afterWithLife(6 * Script.SECOND, three, spare);
        assertThat(join.completion().result().size()).isEqualTo(3);
        assertThat(spare.got(Welcome.class).get(0).rank()).isEqualTo(1);
        assertThat(three.got(Welcome.class).get(0).rank()).isEqualTo(2);
    }

    @Test
    void a1_underAMasterWithTasksASpareIsANodeAtOnceWithARankOfItsOwn() {
        Script serving = new Script(TeamKind.SERVE, settings -> settings.size(3).spares(1));
        Script.Peer spare = serving.join(-1);
        assertThat(spare.got(Welcome.class).get(0).rank()).isEqualTo(3);
        assertThat(serving.join(1).got(Welcome.class))
                .as("rank 1 is still free")
                .hasSize(1);
        Script.Peer two = serving.join(2);
        two.dies();
        assertThat(serving.join(-1).got(Welcome.class).get(0).rank())
                .as("the lowest lost rank")
                .isEqualTo(2);
    }

    @Test
    void l2_aNewcomerWithoutARankTakesTheLowestFreeOneOfTheAdmit() {
        Script elastic = Script.running(3, settings -> settings.elastic(true));
        Script.Peer newcomer = elastic.join(-1);
        elastic.rank(1).dies();
        elastic.call(CollectiveKind.ADMIT, Script.value("state"));
        elastic.rank(2).arrives(0, CollectiveKind.ADMIT);
        elastic.compute();
        Parts.hold(elastic.rank(2), 0, "state");
        assertThat(newcomer.got(Welcome.class).get(0).rank())
                .as("rank 1 was lost after the newcomer had come")
                .isEqualTo(1);
    }

    private Decision admit(long sequence, Script.Peer... others) {
        CollectiveCall admit = script.call(CollectiveKind.ADMIT, Script.value("state"));
        for (Script.Peer other : others) {
            other.arrives(sequence, CollectiveKind.ADMIT);
        }
        script.compute();
        for (Script.Peer other : others) {
            Parts.hold(other, sequence, "state");
        }
        return admit.completion().result().decision();
    }

    private Call<Void> leaveAll(Script.Peer... members) {
        Call<Void> leave = script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, 30 * Script.SECOND));
        for (Script.Peer member : members) {
            member.says(new Leave(Cause.LEFT, "", Content.NONE));
        }
        return leave;
    }
}
