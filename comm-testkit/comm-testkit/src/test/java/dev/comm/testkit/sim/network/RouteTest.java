package dev.comm.testkit.sim.network;

import static dev.comm.testkit.sim.network.Wire.MILLI;
import static dev.comm.testkit.sim.network.Wire.SECOND;
import static dev.comm.testkit.sim.network.Wire.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The obstacles on the route of bytes, separately for each direction. */
class RouteTest {
    private static final byte[] MUCH = bytes(100_000);

    @Test
    void bytesArriveInTheirOrderHoweverUnsteadyTheRouteIs() {
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            try (Wire wire = Wire.open(seed, Conditions.drawn(random).buggified(0))) {
                wire.there().delay(random.nextInt(10) * MILLI, random.nextInt(100) * MILLI);
                for (int i = 0; i < 20; i++) {
                    wire.simulation.at(wire.simulation.now() + random.nextLong(SECOND), () -> disturb(wire, random));
                }
                for (int from = 0; from < MUCH.length; from += 1_000) {
                    byte[] part = new byte[1_000];
                    System.arraycopy(MUCH, from, part, 0, part.length);
                    wire.client.send(part);
                    wire.run(random.nextLong(20 * MILLI));
                }
                wire.network.heal();
                wire.run(20 * SECOND);
                assertThat(wire.server.received.toByteArray())
                        .as("seed %d", seed)
                        .isEqualTo(MUCH);
            }
        }
    }

    private static void disturb(Wire wire, SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0 -> wire.there().block();
            case 1 -> wire.there().open();
            case 2 -> wire.there().clog(random.nextLong(200 * MILLI));
            case 3 -> wire.there().throttle(1_000L << random.nextInt(8));
            case 4 -> wire.back().clog(random.nextLong(200 * MILLI));
            default -> wire.network.heal();
        }
    }

    @Test
    void aWindowThatIsFullLetsTheWriterWaitForTheReader() {
        try (Wire wire = Wire.open(1, Conditions.QUIET.window(10_000))) {
            wire.server.deaf(true);
            wire.client.send(MUCH);
            wire.run(100 * SECOND);
            assertThat(wire.client.unwritten()).isEqualTo(90_000);
            wire.server.deaf(false);
            wire.run(SECOND);
            assertThat(wire.client.unwritten()).isZero();
            assertThat(wire.server.received.toByteArray()).isEqualTo(MUCH);
        }
    }

    @Test
    void theKernelOfAStoppedProcessTakesNoMoreThanItsBuffer() {
        try (Wire wire = Wire.open(1, Conditions.QUIET.window(10_000))) {
            wire.server.process.freeze();
            wire.client.send(MUCH);
            wire.run(100 * SECOND);
            assertThat(wire.client.unwritten()).isEqualTo(90_000);
            wire.server.process.thaw();
            wire.run(SECOND);
            assertThat(wire.server.received.toByteArray()).isEqualTo(MUCH);
        }
    }

    @Test
    void aReaderWhoseAcknowledgementsAreBlockedFillsTheWindowToo() {
        try (Wire wire = Wire.open(1, Conditions.QUIET.window(10_000))) {
            wire.back().block();
            wire.client.send(bytes(5_000));
            wire.run(SECOND);
            wire.client.send(bytes(50_000));
            wire.run(SECOND);
            assertThat(wire.server.received.size()).isEqualTo(10_000);
            wire.back().open();
            wire.run(SECOND);
            assertThat(wire.server.received.size()).isEqualTo(55_000);
        }
    }

    @Test
    void onlyTheBlockedDirectionStands() {
        try (Wire wire = Wire.open(1)) {
            wire.there().block();
            wire.client.send(MUCH);
            wire.server.send(MUCH);
            wire.run(10 * SECOND);
            assertThat(wire.server.received.size()).isZero();
            assertThat(wire.client.received.toByteArray()).isEqualTo(MUCH);
            wire.there().open();
            wire.run(10 * MILLI);
            assertThat(wire.server.received.toByteArray()).isEqualTo(MUCH);
        }
    }

    @Test
    void aClogEndsByItself() {
        try (Wire wire = Wire.open(1)) {
            wire.there().clog(2 * SECOND);
            wire.client.send(MUCH);
            wire.run(2 * SECOND - MILLI);
            assertThat(wire.server.received.size()).isZero();
            wire.run(10 * MILLI);
            assertThat(wire.server.received.toByteArray()).isEqualTo(MUCH);
        }
    }

    @Test
    void aThrottledRouteTrickles() {
        try (Wire wire = Wire.open(1)) {
            wire.there().throttle(10_000);
            wire.client.send(MUCH);
            for (int second = 1; second <= 9; second++) {
                wire.run(SECOND);
                assertThat(wire.server.received.size()).isBetween(second * 10_000 - 1_000, second * 10_000);
            }
            wire.run(2 * SECOND);
            assertThat(wire.server.received.toByteArray()).isEqualTo(MUCH);
        }
    }

    @Test
    void whatWaitsBehindAThrottleFlowsAsSoonAsItIsTakenAway() {
        try (Wire wire = Wire.open(1)) {
            wire.there().throttle(10);
            wire.client.send(MUCH);
            wire.run(SECOND);
            assertThat(wire.server.received.size()).isLessThanOrEqualTo(10);
            wire.there().throttle(0);
            wire.run(10 * MILLI);
            assertThat(wire.server.received.toByteArray()).isEqualTo(MUCH);
        }
    }

    @Test
    void connectionsShareAThrottle() {
        try (Wire wire = Wire.open(1)) {
            Wire.End second = wire.new End(wire.client.process, SimTransport.DEFAULTS);
            second.connect();
            wire.run(SECOND);
            wire.there().throttle(10_000);
            wire.client.send(MUCH);
            second.send(MUCH);
            wire.run(5 * SECOND);
            assertThat(wire.server.received.size()).isBetween(48_000, 50_000);
        }
    }

    @Test
    void aDelayIsAddedAndTakenAway() {
        try (Wire wire = Wire.open(1)) {
            wire.there().delay(SECOND, 0);
            wire.client.send(bytes(10));
            wire.run(SECOND - MILLI);
            assertThat(wire.server.received.size()).isZero();
            wire.run(2 * MILLI);
            assertThat(wire.server.received.size()).isEqualTo(10);
        }
    }

    @Test
    void severalHoldsAddUp() {
        try (Wire wire = Wire.open(1)) {
            Handle one = wire.there().hold();
            Handle two = wire.there().hold();
            wire.client.send(MUCH);
            one.close();
            one.close();
            wire.run(SECOND);
            assertThat(wire.server.received.size()).isZero();
            two.close();
            wire.run(10 * MILLI);
            assertThat(wire.server.received.toByteArray()).isEqualTo(MUCH);
        }
    }

    @Test
    void aPartitionIsBetweenGroupsAndMayBeOneWay() {
        try (Wire wire = Wire.open(1)) {
            Handle partition = wire.network.partition(List.of(wire.client.process), List.of(wire.server.process), true);
            wire.client.send(MUCH);
            wire.server.send(MUCH);
            wire.run(SECOND);
            assertThat(wire.server.received.size()).isZero();
            assertThat(wire.client.received.size()).isEqualTo(MUCH.length);
            partition.close();
            wire.run(SECOND);
            assertThat(wire.server.received.size()).isEqualTo(MUCH.length);
        }
    }

    @Test
    void whatIsDoneToAHostHoldsForTheNextProcessOnIt() {
        try (Wire wire = Wire.open(1)) {
            wire.there().block();
            wire.client.process.crash();
            Wire.End next =
                    wire.new End(wire.simulation.successor(wire.client.process, "client#2"), SimTransport.DEFAULTS);
            next.connect(10 * SECOND);
            wire.run(5 * SECOND);
            assertThat(next.log).isEmpty();
            wire.there().open();
            wire.run(MILLI);
            assertThat(next.log).containsExactly("opened");
        }
    }

    @Test
    void aStreamMayBeCutOffAfterAnyByteWithAnEndOrAReset() {
        byte[] message = bytes(60);
        for (int length = 0; length <= message.length; length++) {
            for (boolean withReset : new boolean[] {true, false}) {
                try (Wire wire = Wire.open(length, Conditions.QUIET.readableAfterReset(true))) {
                    wire.there().truncate(length, withReset);
                    wire.client.send(message);
                    wire.run(SECOND);
                    assertThat(wire.server.received.toByteArray()).isEqualTo(bytes(length));
                    String end = withReset ? "closed RESET" : "closed END_OF_STREAM";
                    assertThat(wire.server.log).containsExactly(end);
                    assertThat(wire.client.log).containsExactly(end);
                }
            }
        }
    }

    @Test
    void oneBitOfAChosenByteMayBeTurnedOver() {
        for (int place = 0; place < 200; place++) {
            try (Wire wire = Wire.open(place)) {
                wire.there().damageAfter(place);
                wire.client.send(bytes(70));
                wire.client.send(bytes(70));
                wire.client.send(bytes(70));
                wire.run(SECOND);
                byte[] received = wire.server.received.toByteArray();
                assertThat(received).hasSize(210);
                for (int i = 0; i < received.length; i++) {
                    int changed = Integer.bitCount((received[i] ^ bytes(70)[i % 70]) & 0xFF);
                    assertThat(changed).isEqualTo(i == place ? 1 : 0);
                }
            }
        }
    }
}
