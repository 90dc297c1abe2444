package dev.comm.testkit.sim.network;

import static dev.comm.testkit.sim.network.Wire.MILLI;
import static dev.comm.testkit.sim.network.Wire.SECOND;
import static dev.comm.testkit.sim.network.Wire.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated connections end in the same way as TCP connections. */
class ConnectionEndsTest {
    private static final byte[] MUCH = bytes(100_000);

    @Test
    void anOrderlyEndComesAfterEverythingThatWasSent() {
        for (int seed = 0; seed < 50; seed++) {
            try (Wire wire = Wire.open(seed, Conditions.drawn(new SplittableRandom(seed)))) {
                wire.client.send(MUCH);
                wire.client.transport.finish(wire.client.endpoint);
                wire.run(20 * SECOND);
                assertThat(wire.server.received.toByteArray()).isEqualTo(MUCH);
                assertThat(wire.server.log).containsExactly("closed END_OF_STREAM");
                assertThat(wire.client.log).containsExactly("closed LOCAL");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResetDestroysWhatWasNotReadUnlessTheSystemKeepsIt(boolean keeps) {
        try (Wire wire = Wire.open(1, Conditions.QUIET.readableAfterReset(keeps))) {
            wire.server.deaf(true);
            wire.client.send(MUCH);
            wire.run(10 * MILLI);
            wire.client.transport.abort(wire.client.endpoint);
            wire.run(10 * MILLI);
            wire.server.deaf(false);
            wire.run(10 * MILLI);
            assertThat(wire.server.log).containsExactly("closed RESET");
            assertThat(wire.server.received.toByteArray()).isEqualTo(keeps ? MUCH : bytes(0));
        }
    }

    @Test
    void aResetDestroysWhatIsUnderWayInBothDirections() {
        try (Wire wire = Wire.open(1)) {
            wire.there().delay(SECOND, 0);
            wire.back().delay(SECOND, 0);
            wire.client.send(MUCH);
            wire.server.send(MUCH);
            wire.run(100 * MILLI);
            wire.there().reset();
            wire.run(2 * SECOND);
            assertThat(wire.server.received.size()).isZero();
            assertThat(wire.client.received.size()).isZero();
            assertThat(wire.server.log).containsExactly("closed RESET");
            assertThat(wire.client.log).containsExactly("closed RESET");
        }
    }

    @Test
    void aKilledProcessEndsItsConnectionsInOrderIfItHadReadEverything() {
        try (Wire wire = Wire.open(1)) {
            wire.client.send(MUCH);
            wire.run(10 * MILLI);
            wire.client.process.crash();
            wire.run(10 * MILLI);
            assertThat(wire.server.log).containsExactly("closed END_OF_STREAM");
            assertThat(wire.server.received.toByteArray()).isEqualTo(MUCH);
        }
    }

    @Test
    void aKilledProcessResetsConnectionsOfWhichItHadNotReadEverything() {
        try (Wire wire = Wire.open(1)) {
            wire.client.deaf(true);
            wire.server.send(MUCH);
            wire.run(10 * MILLI);
            wire.client.process.crash();
            wire.run(10 * MILLI);
            assertThat(wire.server.log).containsExactly("closed RESET");
        }
    }

    @Test
    void whatIsSentToADeadProcessIsAnsweredWithAReset() {
        try (Wire wire = Wire.open(1)) {
            wire.there().block();
            wire.client.process.crash();
            wire.server.send(MUCH);
            wire.run(10 * MILLI);
            wire.server.deaf(true);
            wire.there().open();
            wire.run(10 * MILLI);
            wire.server.deaf(false);
            wire.run(10 * MILLI);
            assertThat(wire.server.log).containsExactly("closed RESET");
        }
    }

    @Test
    void aHostThatIsGoneTakesBytesUntilTheWindowIsFullAndSaysNothing() {
        try (Wire wire = Wire.open(1, Conditions.QUIET.window(64 << 10))) {
            wire.server.process.vanish();
            wire.client.send(bytes(60_000));
            assertThat(wire.client.unwritten()).isZero();
            wire.client.send(bytes(60_000));
            wire.run(3_600 * SECOND);
            assertThat(wire.client.unwritten()).isEqualTo(120_000 - (64 << 10));
            assertThat(wire.client.log).isEmpty();
        }
    }

    @Test
    void aHostThatCameBackAnswersOldConnectionsWithAResetAsSoonAsTheyAreUsed() {
        try (Wire wire = Wire.open(1)) {
            wire.server.process.vanish();
            wire.run(SECOND);
            wire.simulation.successor(wire.server.process, "server#2");
            wire.run(3_600 * SECOND);
            assertThat(wire.client.log).isEmpty();
            wire.client.send(bytes(1));
            wire.run(MILLI);
            assertThat(wire.client.log).containsExactly("closed RESET");
        }
    }

    @Test
    void whatWaitedForAHostThatCameBackIsAnsweredWithAReset() {
        try (Wire wire = Wire.open(1)) {
            wire.server.process.vanish();
            wire.client.send(bytes(1));
            wire.run(SECOND);
            wire.simulation.successor(wire.server.process, "server#2");
            wire.run(MILLI);
            assertThat(wire.client.log).containsExactly("closed RESET");
        }
    }

    @Test
    void aPeerThatOnlyShutsItsOutputStillGetsWhatWasSent() {
        try (Wire wire = Wire.open(1)) {
            wire.server.send(MUCH);
            wire.client.transport.socket(wire.client.endpoint).end();
            wire.run(SECOND);
            assertThat(wire.server.log).containsExactly("closed END_OF_STREAM");
            assertThat(wire.client.received.toByteArray()).isEqualTo(MUCH);
            assertThat(wire.client.log).containsExactly("closed END_OF_STREAM");
        }
    }

    @Test
    void whoFinishesWritesEverythingEvenIfThePeerHasShutItsOutput() {
        try (Wire wire = Wire.open(1, Conditions.QUIET.window(4 << 10))) {
            wire.client.deaf(true);
            wire.server.send(MUCH);
            wire.server.transport.finish(wire.server.endpoint);
            wire.client.transport.socket(wire.client.endpoint).end();
            wire.run(MILLI);
            wire.client.deaf(false);
            wire.run(SECOND);
            assertThat(wire.client.received.toByteArray()).isEqualTo(MUCH);
            assertThat(wire.server.log).containsExactly("closed LOCAL");
        }
    }

    @Test
    void whoFinishesGivesUpOnAPeerThatTakesNothing() {
        try (Wire wire = Wire.open(1, Conditions.QUIET.window(4 << 10))) {
            wire.client.deaf(true);
            wire.server.send(MUCH);
            wire.server.transport.finish(wire.server.endpoint);
            wire.run(9 * SECOND);
            assertThat(wire.server.log).isEmpty();
            wire.run(12 * SECOND);
            assertThat(wire.server.log).containsExactly("closed LOCAL");
        }
    }

    @Test
    void whoFinishedWaitsTwoSecondsForThePeersEnd() {
        try (Wire wire = Wire.open(1)) {
            wire.client.process.freeze();
            wire.server.transport.finish(wire.server.endpoint);
            wire.run(1_900 * MILLI);
            assertThat(wire.server.log).isEmpty();
            wire.run(200 * MILLI);
            assertThat(wire.server.log).containsExactly("closed LOCAL");
        }
    }
}
