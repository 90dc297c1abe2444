package dev.comm.node.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.core.machine.Event;
import dev.comm.node.machine.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log lines of a node while it waits for its master (W1). */
class WaitingForTheMasterTest {
    private static CommConfig.Builder placed() {
        return CommConfig.builder().profile(Profile.LAN).rank(2).size(4).master("10.0.0.1:9021");
    }

    private static Script started(CommConfig.Builder config) {
        Script script = new Script(config.build());
        script.submit(script.join);
        script.step(new Event.Started());
        return script;
    }

    /** Lets time pass, during which each connection is refused at once. */
    private static void passRefused(Script script, Duration time) {
        long until = script.now + time.toNanos();
        int refused = 0;
        while (script.now < until && !script.join.completion().isDone()) {
            if (script.out.endpoints() > refused) {
                refused = script.out.endpoints();
                script.step(new Event.Closed(refused, Event.Closed.Reason.NOT_OPENED, "connection refused"));
            }
            script.now = Math.max(script.now, Math.min(until, script.machine.nextDeadlineNanos()));
            script.step(new Event.Deadline());
        }
    }

    private static List<String> lines(Script script) {
        return script.out.log().stream()
                .filter(line -> line.contains("waits for") || line.contains("yet, for") || line.contains("COMM_RANK"))
                .toList();
    }

    @Test
    void w1_aMasterThatIsNotThereIsNamedAfter5SecondsAndThenEvery30() {
        Script script = started(placed());
        passRefused(script, Duration.ofMillis(4_999));
        assertThat(lines(script)).isEmpty();
        passRefused(script, Duration.ofMillis(1));
        assertThat(lines(script))
                .containsExactly("cannot join the master yet, for 5 s (10.0.0.1:9021: cannot connect: connection"
                        + " refused); start the master, or correct its address (COMM_MASTER); this node gives up in"
                        + " 55 s");
        passRefused(script, Duration.ofSeconds(54));
        assertThat(lines(script)).hasSize(2);
        assertThat(lines(script).get(1)).startsWith("cannot join the master yet, for 35 s (10.0.0.1:9021: ");
    }

    @Test
    void w1_aPeerThatDoesNotAnswerIsNamed() {
        Script script = started(placed());
        script.opened();
        script.passInSilence(Duration.ofSeconds(5));
        assertThat(lines(script)).hasSize(1);
        assertThat(lines(script).get(0)).contains("10.0.0.1:9021: connected, but without an answer");
    }

    @Test
    void w1_aRegisteredNodeSaysThatOthersAreMissing() {
        Script script = new Script(placed().build()).registered();
        script.passWithMaster(Duration.ofSeconds(40));
        assertThat(lines(script)).hasSize(2);
        assertThat(lines(script).get(0))
                .isEqualTo("waits for the start for 5 s; this node is registered with the master (10.0.0.1:9021),"
                        + " which still waits for other ranks: see the log of rank 0");
    }

    @Test
    void aMemberSaysNothingOfItsStart() {
        Script script = Script.member(placed());
        script.passWithMaster(Duration.ofSeconds(100));
        assertThat(lines(script)).isEmpty();
    }

    @Test
    void w1_aProcessWithoutAPlaceIsToldSoAtOnceAndOnlyOnce() {
        Script script = started(CommConfig.builder().profile(Profile.LAN));
        assertThat(lines(script)).isEmpty();
        passRefused(script, Duration.ofMillis(1));
        assertThat(lines(script)).hasSize(1);
        assertThat(lines(script).get(0))
                .startsWith("set COMM_RANK (0 is the master) and COMM_MASTER, or start all ranks with"
                        + " 'comm run -n 4 -- java ...'")
                .contains("9021: cannot connect: connection refused");
        passRefused(script, Duration.ofSeconds(100));
        assertThat(lines(script))
                .filteredOn(line -> line.contains("so far it finds none"))
                .hasSize(1);
        assertThat(script.join.completion().failure().detail()).startsWith("set COMM_RANK ");
    }

    @Test
    void aProcessWithAPlaceIsNotToldToSetOne() {
        for (CommConfig.Builder config :
                List.of(CommConfig.builder().rank(1), CommConfig.builder().master("127.0.0.1:9021"))) {
            Script script = started(config);
            passRefused(script, Duration.ofSeconds(100));
            assertThat(script.out.log()).noneMatch(line -> line.contains("COMM_RANK"));
            assertThat(script.join.completion().failure().detail()).doesNotContain("COMM_RANK");
        }
    }

    @Test
    void aNodeThatFindsItsMasterAtTheDefaultAddressIsNotTold() {
        Script script = new Script(CommConfig.builder().build()).registered();
        assertThat(script.out.log()).noneMatch(line -> line.contains("COMM_RANK"));
    }
}
