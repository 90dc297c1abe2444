package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Profile;
import dev.comm.api.StartPolicy;
import dev.comm.core.machine.JoinCall;
import dev.comm.master.machine.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log lines at rank 0 while it waits for nodes (W1). */
class WaitingForNodesTest {
    private static final long SECOND = Script.SECOND;

    private static List<String> lines(Script script) {
        return script.log().stream().filter(line -> line.contains("waits for ")).toList();
    }

    private static Script gathering(StartPolicy policy) {
        Script script = new Script(
                TeamKind.SPMD,
                settings -> settings.size(8).timing(Profile.LAN.timing()).startup(policy));
        script.submit(new JoinCall());
        return script;
    }

    private static void pass(Script script, long nanos) {
        script.afterWithLife(nanos, script.peers.toArray(Script.Peer[]::new));
    }

    @Test
    void w1_theMissingRanksOfAStartAreNamedAfter5SecondsAndThenEvery30() {
        Script script = gathering(StartPolicy.REQUIRE_ALL);
        for (int rank : new int[] {1, 3, 4, 6, 7}) {
            script.join(rank);
        }
        pass(script, 4_900 * Script.MILLI);
        assertThat(lines(script)).isEmpty();
        pass(script, 100 * Script.MILLI);
        assertThat(lines(script))
                .containsExactly("waits for ranks 2, 5 of 8 to join for 5 s; start them, or correct their address of"
                        + " the master (COMM_MASTER, or COMM_SHARED under a scheduler); the start fails in 55 s");
        script.join(5);
        pass(script, 50 * SECOND);
        assertThat(lines(script)).hasSize(2);
        assertThat(lines(script).get(1)).startsWith("waits for rank 2 of 8 to join for 35 s; ");
        script.join(2);
        pass(script, 100 * SECOND);
        assertThat(lines(script)).hasSize(2);
    }

    @Test
    void w1_aStartThatMayMissRanksSaysWhenItGoesOn() {
        Script script = gathering(StartPolicy.ALLOW_MISSING);
        pass(script, 5 * SECOND);
        assertThat(lines(script)).hasSize(1);
        assertThat(lines(script).get(0)).endsWith("the run starts without them in 55 s");
        pass(script, 600 * SECOND);
        assertThat(lines(script)).hasSize(2);
    }

    @Test
    void w1_awaitComputeNodesSaysWhoCame() {
        Script script = Script.serving(settings -> settings.timing(Profile.LAN.timing()));
        script.join(-1);
        script.join(-1);
        script.submit(new AwaitCall(5, 60 * SECOND));
        pass(script, 4_900 * Script.MILLI);
        assertThat(lines(script)).isEmpty();
        pass(script, 100 * Script.MILLI);
        assertThat(lines(script))
                .containsExactly("awaitComputeNodes waits for 3 of 5 nodes for 5 s; ranks 1, 2 joined;"
                        + " start the others, or correct their address of the master (COMM_MASTER, or"
                        + " COMM_SHARED under a scheduler); it fails in 55 s");
        script.join(-1);
        pass(script, 30 * SECOND);
        assertThat(lines(script).get(1)).startsWith("awaitComputeNodes waits for 2 of 5 nodes for 35 s; ");
        pass(script, 600 * SECOND);
        assertThat(lines(script)).hasSize(2);
    }

    @Test
    void nobodyIsToldOfAWaitThatIsOverSoon() {
        Script script = Script.serving(settings -> settings.timing(Profile.LAN.timing()));
        script.submit(new AwaitCall(1, 60 * SECOND));
        pass(script, 4 * SECOND);
        script.join(-1);
        pass(script, 60 * SECOND);
        assertThat(lines(script)).isEmpty();
    }
}
