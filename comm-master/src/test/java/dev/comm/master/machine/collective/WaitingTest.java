package dev.comm.master.machine.collective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Profile;
import dev.comm.api.RankSet;
import dev.comm.api.Timing;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Notice;
import dev.comm.master.machine.Parts;
import dev.comm.master.machine.Script;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The log lines at rank 0 about a collective that waits (W1). */
class WaitingTest {
    private static final long SECOND = Script.SECOND;
    private static final long LONG = 600 * SECOND;

    private final Set<Integer> active = new HashSet<>();

    private static Script running(int size, UnaryOperator<Timing.Builder> more) {
        Timing.Builder times = Profile.FAST.timing().toBuilder().waitingWarn(Duration.ofSeconds(30));
        return Script.running(
                size, settings -> settings.timing(more.apply(times).build()));
    }

    private static Script running(int size) {
        return running(size, times -> times);
    }

    private static void arrive(Script.Peer peer, long sequence, CollectiveKind kind) {
        peer.says(Arrive.of(0, sequence, kind, LONG, -1));
    }

    private static List<String> lines(Script script) {
        return script.log().stream()
                .filter(line -> line.contains(" waits for "))
                .toList();
    }

    /** Lets time pass. All ranks send heartbeats, and only those of active ranks report progress. */
    private void pass(Script script, long nanos) {
        for (long passed = 0; passed < nanos; passed += SECOND / 5) {
            script.after(SECOND / 5);
            for (Script.Peer peer : script.peers) {
                peer.says(new Heartbeat(active.contains(peer.rank()) ? script.now : 1, -1, 0, 0));
            }
        }
    }

    @Test
    void w1_aStuckRankIsNamedWithWhatIsKnownOfIt() {
        Script script = running(4);
        pass(script, SECOND);
        script.call(CollectiveKind.BARRIER, LONG);
        arrive(script.rank(1), 0, CollectiveKind.BARRIER);
        arrive(script.rank(2), 0, CollectiveKind.BARRIER);
        pass(script, 29 * SECOND);
        assertThat(lines(script)).isEmpty();
        pass(script, SECOND);
        assertThat(lines(script))
                .containsExactly("barrier 0 waits for rank 3 of 4 for 30 s; heard 0.2 s ago, no call of Comm for 30 s;"
                        + " jstack 1 on host shows where it is");
    }

    @Test
    void w1_theLineComesAgainWheneverTheWaitIsTwiceAsLongAndOnceAtTheEnd() {
        Script script = running(2);
        CollectiveCall call = script.call(CollectiveKind.BARRIER, LONG);
        pass(script, 250 * SECOND);
        assertThat(lines(script)).hasSize(4);
        assertThat(lines(script).get(3)).startsWith("barrier 0 waits for rank 1 of 2 for 240 s; ");
        arrive(script.rank(1), 0, CollectiveKind.BARRIER);
        assertThat(call.completion().isDone()).isTrue();
        assertThat(script.log()).contains("barrier 0 ended after 250 s");
        pass(script, 300 * SECOND);
        assertThat(lines(script)).hasSize(4);
        List<Notice> told = script.recorder.notices().stream()
                .filter(each -> each instanceof Notice.Waiting || each instanceof Notice.Resumed)
                .toList();
        long since = ((Notice.Waiting) told.get(0)).sinceNanos();
        Notice.Waiting waiting = new Notice.Waiting(0, 0, "barrier", since, RankSet.of(1), 2);
        assertThat(told)
                .containsExactly(waiting, waiting, waiting, waiting, new Notice.Resumed(0, 0, "barrier", since));
    }

    @Test
    void aBarrierThatAllEnterInTimeSaysNothing() {
        Script script = running(2);
        script.call(CollectiveKind.BARRIER, LONG);
        pass(script, 29 * SECOND);
        arrive(script.rank(1), 0, CollectiveKind.BARRIER);
        pass(script, 60 * SECOND);
        assertThat(script.log()).noneMatch(line -> line.contains("barrier"));
        assertThat(script.recorder.notices()).noneMatch(Notice.Waiting.class::isInstance);
    }

    @Test
    void w1_aBusyRankAStuckOneAndASilentOneAreToldApart() {
        Script script =
                running(4, times -> times.suspect(Duration.ofSeconds(20)).dead(Duration.ofSeconds(60)));
        active.add(1);
        script.call(CollectiveKind.BARRIER, LONG);
        script.peers.remove(2);
        pass(script, 30 * SECOND);
        assertThat(lines(script))
                .containsExactly("barrier 0 waits for ranks 1-3 of 4 for 30 s;"
                        + " rank 1: heard 0.2 s ago, no call of Comm for 0.2 s;"
                        + " rank 2: heard 0.2 s ago, no call of Comm for 29 s;"
                        + " rank 3: silent for 30 s (departs after 60 s), no call of Comm for 30 s");
    }

    @Test
    void w1_manyRanksAreDescribedTogether() {
        Script script = running(24);
        active.addAll(Set.of(1, 2, 3));
        script.call(CollectiveKind.BARRIER, LONG);
        pass(script, 30 * SECOND);
        assertThat(lines(script))
                .containsExactly("barrier 0 waits for ranks 1-23 of 24 for 30 s;"
                        + " each heard within the last 0.2 s, no call of Comm for 0.2 s to 29 s");
    }

    @Test
    void w1_rank0ItselfIsNamed() {
        Script script = running(2);
        arrive(script.rank(1), 0, CollectiveKind.BARRIER);
        pass(script, 30 * SECOND);
        assertThat(lines(script)).containsExactly("barrier 0 waits for rank 0 of 2 for 30 s; no call of Comm yet");
    }

    @Test
    void w1_whoCallsButDoesNotReceiveItsPartIsNamed() {
        Script script = running(3);
        script.call(CollectiveKind.DISTRIBUTE, LONG, Script.value("large"));
        script.compute();
        arrive(script.rank(1), 0, CollectiveKind.DISTRIBUTE);
        arrive(script.rank(2), 0, CollectiveKind.DISTRIBUTE);
        Parts.hold(script.rank(1), 0, "large");
        pass(script, 30 * SECOND);
        assertThat(lines(script))
                .containsExactly("distribute 0 waits for rank 2 of 3 for 30 s;"
                        + " called, but without their whole part yet; heard 0.2 s ago, no call of Comm for 29 s");
    }

    @Test
    void w1_theOperatorOfAReduceIsNamed() {
        Script script = running(2);
        script.call(CollectiveKind.REDUCE, LONG, Script.value("a"));
        script.rank(1).says(Arrive.of(0, 0, CollectiveKind.REDUCE, LONG, -1));
        pass(script, 30 * SECOND);
        assertThat(lines(script)).containsExactly("reduce 0 waits for its operator on rank 0 for 30 s");
    }

    @Test
    void w1_anAdmitIsToldLikeAnyCollective() {
        Script script = running(2);
        script.call(CollectiveKind.ADMIT, LONG, Script.value("state"));
        pass(script, 30 * SECOND);
        assertThat(lines(script)).hasSize(1);
        assertThat(lines(script).get(0)).startsWith("admit 0 waits for rank 1 of 2 for 30 s; ");
    }

    /** Logs one line for several open collectives, because all of them wait for the same ranks. */
    @Test
    void severalOpenCollectivesGiveOneLine() {
        Script script = running(2);
        for (int i = 0; i < 5; i++) {
            script.call(CollectiveKind.BARRIER, LONG);
        }
        pass(script, 30 * SECOND);
        assertThat(lines(script)).hasSize(1);
    }

    @Test
    void w1_theUsersNameAndTheSetting() {
        Script script = running(2, times -> times.waitingWarn(Duration.ofSeconds(2)));
        pass(script, 10 * SECOND);
        script.submit(new CollectiveCall(
                new CollectiveCall.Key(0, CollectiveKind.BARRIER, "after fit", ""), LONG, List.of(), null, () -> ""));
        pass(script, 2 * SECOND);
        assertThat(lines(script)).hasSize(1);
        assertThat(lines(script).get(0)).startsWith("barrier \"after fit\" 0 waits for rank 1 of 2 for 2 s; ");
    }
}
