package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.machine.Event;
import dev.comm.core.testing.Recorder;
import dev.comm.master.machine.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log has at most one line for each address and minute, so that peers cannot flood it. */
class RejectionLogTest {
    private final MasterStep step = new MasterStep();
    private final Recorder recorder = new Recorder();
    private final RejectionLog rejections = new RejectionLog(step);

    private List<String> log() {
        return recorder.log();
    }

    private void at(long second) {
        step.begin(second * Script.SECOND, recorder);
        rejections.onDeadline();
    }

    @Test
    void anAddressIsNamedOnceAMinuteWithTheNumberOfTheOthers() {
        at(0);
        for (int i = 0; i < 1_000; i++) {
            rejections.refused("/10.0.0.1:" + (1_000 + i), "reason " + i);
        }
        rejections.refused("/10.0.0.2:5", "something else");
        assertThat(log()).containsExactly("refused /10.0.0.1:1000: reason 0", "refused /10.0.0.2:5: something else");
        at(59);
        assertThat(log()).hasSize(2);
        at(60);
        assertThat(log()).hasSize(3);
        assertThat(log().get(2))
                .isEqualTo("999 more of 10.0.0.1 within a minute, the last: refused /10.0.0.1:1999: reason 999");
        rejections.refused("/10.0.0.1:9", "again");
        assertThat(log()).hasSize(3);
        assertThat(rejections.refused()).isEqualTo(1_002);
        at(120);
        assertThat(log()).hasSize(4);
        at(180);
        assertThat(rejections.remembered()).isZero();
        assertThat(rejections.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(log()).hasSize(4);
    }

    @Test
    void manyAddressesCostBoundedMemoryAndShareALine() {
        at(0);
        for (int i = 0; i < 100_000; i++) {
            rejections.refused("/10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255) + ":5", "no");
        }
        assertThat(rejections.remembered()).isEqualTo(RejectionLog.ADDRESSES_MAX + 1);
        assertThat(log()).hasSize(RejectionLog.ADDRESSES_MAX + 1);
        at(60);
        assertThat(log().get(log().size() - 1)).startsWith("99743 more of other addresses within a minute");
        at(120);
        assertThat(rejections.remembered()).isZero();
    }

    @Test
    void registeredNodesThatBreakTheProtocolAreNamedInTheSameWay() {
        Script script = Script.serving(config -> config);
        for (int i = 0; i < 50; i++) {
            Script.Peer node = script.join(-1);
            script.step(new Event.Violated(node.endpoint(), "garbage"));
        }
        // Each peer of this script has an address of its own.
        assertThat(script.log()).filteredOn(line -> line.contains("PROTOCOL")).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({
        "/10.1.2.3:5555,            10.1.2.3,           false",
        "some.host/10.1.2.3:5555,   10.1.2.3,           false",
        "/127.0.0.1:1,              127.0.0.1,          true",
        "/[0:0:0:0:0:0:0:1]:1,      0:0:0:0:0:0:0:1,    true",
        "/[2001:db8:1:2:3:4:5:6]:1, 2001:db8:1:2::/64,  false",
        "/[2001:db8:1:2:9:9:9:9]:1, 2001:db8:1:2::/64,  false",
        "node-1/<unresolved>:77,    node-1,             false",
        "/10.0.0.7,                 10.0.0.7,           false",
        "nonsense,                  nonsense,           false",
    })
    void anAddressHasNoPortAndOfVersion6ItIsTheNetwork(String peer, String address, boolean loopback) {
        assertThat(Origin.of(peer)).isEqualTo(address);
        assertThat(Origin.isLoopback(address)).isEqualTo(loopback);
    }
}
