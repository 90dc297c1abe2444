package dev.comm.testkit.sim.network;

import static dev.comm.testkit.sim.network.Wire.MILLI;
import static dev.comm.testkit.sim.network.Wire.SECOND;
import static dev.comm.testkit.sim.network.Wire.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.TransportConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All possible ends of an attempt to connect. */
class ConnectingTest {
    @Test
    void nobodyListensOrListensAnyMoreMeansRefused() {
        try (Wire wire = new Wire(1)) {
            wire.server.transport.stopListening();
            wire.client.connect();
            wire.run(MILLI);
            assertThat(wire.client.log).containsExactly("closed NOT_OPENED");
        }
    }

    @Test
    void aMiddleboxMayRefuse() {
        try (Wire wire = new Wire(1)) {
            wire.there().receive(Reception.REFUSED);
            wire.client.connect();
            wire.run(MILLI);
            assertThat(wire.client.log).containsExactly("closed NOT_OPENED");
            assertThat(wire.server.log).isEmpty();
        }
    }

    @Test
    void aLostAttemptHangsUntilTheCallersTimeIsOver() {
        try (Wire wire = new Wire(1)) {
            wire.there().receive(Reception.LOST);
            wire.client.connect(5 * SECOND);
            wire.run(5 * SECOND - MILLI);
            assertThat(wire.client.log).isEmpty();
            wire.run(2 * MILLI);
            assertThat(wire.client.log).containsExactly("closed NOT_OPENED");
            wire.there().receive(Reception.PASSED);
            wire.run(100 * SECOND);
            assertThat(wire.server.log).isEmpty();
        }
    }

    @Test
    void aLostAttemptIsMadeAgainAfterOneSecondThenTwoThenFour() {
        try (Wire wire = new Wire(1)) {
            wire.there().receive(Reception.LOST);
            wire.client.connect();
            wire.run(3 * SECOND + 500 * MILLI);
            wire.there().receive(Reception.PASSED);
            wire.run(3 * SECOND);
            assertThat(wire.client.log).isEmpty();
            wire.run(SECOND);
            assertThat(wire.client.log).containsExactly("opened");
            assertThat(wire.server.log).containsExactly("accepted");
        }
    }

    @Test
    void aConnectionMayLeadToSomebodyWhoIsSilentForEver() {
        try (Wire wire = new Wire(1)) {
            wire.there().receive(Reception.SWALLOWED);
            wire.client.connect();
            wire.run(MILLI);
            wire.client.send(bytes(1 << 20));
            wire.run(3_600 * SECOND);
            assertThat(wire.client.log).containsExactly("opened");
            assertThat(wire.client.unwritten()).isEqualTo((1 << 20) - Conditions.QUIET.windowBytes());
            assertThat(wire.server.log).isEmpty();
        }
    }

    @Test
    void aConnectionMayBeResetAsSoonAsItStands() {
        try (Wire wire = new Wire(1)) {
            wire.there().receive(Reception.RESET);
            wire.client.connect();
            wire.run(10 * MILLI);
            assertThat(wire.client.log).containsExactly("opened", "closed RESET");
        }
    }

    @Test
    void aConnectionMayBeResetWhileItIsMade() {
        try (Wire wire = new Wire(1)) {
            wire.back().block();
            wire.client.connect();
            wire.run(MILLI);
            wire.there().reset();
            wire.back().open();
            wire.run(10 * MILLI);
            assertThat(wire.client.log).containsExactly("closed NOT_OPENED");
            assertThat(wire.server.log).containsExactly("accepted", "closed RESET");
        }
    }

    @Test
    void aKernelConnectsForAStoppedProcessWhichIsSilentThen() {
        try (Wire wire = new Wire(1)) {
            wire.server.process.freeze();
            wire.client.connect();
            wire.run(SECOND);
            assertThat(wire.client.log).containsExactly("opened");
            assertThat(wire.server.log).isEmpty();
            wire.server.process.thaw();
            wire.run(SECOND);
            assertThat(wire.server.log).containsExactly("accepted");
        }
    }

    @Test
    void aFullBacklogLetsCallersTryAgain() {
        try (Wire wire = new Wire(
                1,
                TransportConfig.builder()
                        .backlog(2)
                        .endpointsMax(100)
                        .authenticated(true)
                        .unsafeAnonymous(true)
                        .build())) {
            List<Wire.End> callers = callers(wire, 4);
            wire.server.process.freeze();
            callers.forEach(Wire.End::connect);
            wire.run(SECOND / 2);
            assertThat(callers.stream().filter(caller -> caller.log.contains("opened")))
                    .as("a backlog of 2 holds one more, as on Linux")
                    .hasSize(3);
            wire.server.process.thaw();
            wire.run(SECOND);
            assertThat(callers).allMatch(caller -> caller.log.equals(List.of("opened")));
            assertThat(wire.server.log).hasSize(4);
        }
    }

    @Test
    void whoIsOneTooManyIsAcceptedAndClosed() {
        try (Wire wire = new Wire(
                1,
                TransportConfig.builder()
                        .backlog(100)
                        .endpointsMax(2)
                        .authenticated(true)
                        .unsafeAnonymous(true)
                        .build())) {
            List<Wire.End> callers = callers(wire, 3);
            callers.forEach(Wire.End::connect);
            wire.run(SECOND);
            assertThat(callers.stream().filter(caller -> caller.log.equals(List.of("opened", "closed END_OF_STREAM"))))
                    .hasSize(1);
            assertThat(wire.server.log).containsExactly("accepted", "accepted");
        }
    }

    private static List<Wire.End> callers(Wire wire, int count) {
        List<Wire.End> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(wire.new End(wire.simulation.process("caller-" + i), SimTransport.DEFAULTS));
        }
        return callers;
    }
}
