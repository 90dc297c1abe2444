package dev.comm.master.machine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.spi.Bytes;
import dev.comm.core.testing.AnyCommand;
import dev.comm.core.testing.Documents;
import dev.comm.master.machine.Script;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.TeamKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SEC-01, SEC-08, SEC-11: a peer may send only the frames that the table of its state lists. */
class FrameRulesTest {
    private static final String DOCUMENT = Documents.protocol();

    static Stream<Arguments> documented() {
        return Stream.of(
                documented("after the connection", type -> FrameRules.allows(Handshake.State.AWAIT_HELLO, type)),
                documented("after CHALLENGE", type -> FrameRules.allows(Handshake.State.AWAIT_PROOF, type)),
                documented("after a good PROOF", type -> FrameRules.allows(Handshake.State.AWAIT_JOIN, type)),
                documented("after a bad PROOF", type -> FrameRules.allows(Handshake.State.FAILED, type)),
                documented("after ACCEPTED", type -> FrameRules.allows(Handshake.State.AWAIT_HEARTBEAT, type)),
                documented("registered, not started", type -> FrameRules.allows(Node.State.REGISTERED, type)),
                documented("registered, not started", type -> FrameRules.allows(Node.State.LOBBY, type)),
                documented("member", type -> FrameRules.allows(Node.State.MEMBER, type)));
    }

    private static Arguments documented(String stage, Predicate<FrameType> allows) {
        return Arguments.of(stage, names(allows));
    }

    private static Set<String> names(Predicate<FrameType> allows) {
        return Arrays.stream(FrameType.values())
                .filter(allows)
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void sec08_theTableIsThatOfTheDocument(String stage, Set<String> allowed) {
        String rows = DOCUMENT.substring(DOCUMENT.indexOf("| the master expects from a node |"));
        String row = rows.lines()
                .filter(line -> line.startsWith("| " + stage + " |"))
                .findFirst()
                .orElseThrow();
        String frames = row.split("\\|")[2].split(";")[0];
        assertThat(allowed).isEqualTo(new TreeSet<>(List.of(frames.strip().split(", "))));
    }

    @Test
    void sec01_beforeTheRegistrationThereAreFourFramesAndOneInEachState() {
        for (Handshake.State state : Handshake.State.values()) {
            assertThat(names(type -> FrameRules.allows(state, type))).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(names(type -> Arrays.stream(Handshake.State.values()).anyMatch(s -> FrameRules.allows(s, type))))
                .containsExactly("HEARTBEAT", "HELLO", "JOIN", "PROOF");
    }

    static Stream<Arguments> everyTypeInEveryState() {
        return Stream.of(
                        "AWAIT_HELLO",
                        "AWAIT_PROOF",
                        "AWAIT_JOIN",
                        "AWAIT_HEARTBEAT",
                        "FAILED",
                        "REGISTERED",
                        "LOBBY",
                        "MEMBER")
                .flatMap(state -> Arrays.stream(FrameType.values()).map(type -> Arguments.of(state, type)));
    }

    @ParameterizedTest
    @MethodSource("everyTypeInEveryState")
    void sec11_everyOtherFrameCostsThePeerItsConnectionAndNobodyElseAnything(String state, FrameType type) {
        Script script = state.equals("REGISTERED") ? new Script(TeamKind.SPMD, config -> config.size(4)) : elastic();
        Script.Peer peer = in(script, state);
        peer.says(AnyCommand.of(type));
        boolean closed = peer.isAborted() || peer.isFinished();
        String complaint = type + " ";
        if (allows(state, type)) {
            assertThat(script.log()).noneMatch(line -> line.contains(complaint) && line.contains(" in the state "));
        } else {
            assertThat(closed).isTrue();
            // A wrong proof has been logged before, and each connection gets one line only.
            assertThat(script.log())
                    .filteredOn(line -> line.contains(complaint))
                    .hasSize(state.equals("FAILED") ? 0 : 1);
        }
        if (peer.endpoint() != 1) {
            assertThat(script.sentTo(1, Fenced.class)).isEmpty();
        }
    }

    private static Script elastic() {
        return Script.running(3, config -> config.elastic(true));
    }

    private static boolean allows(String state, FrameType type) {
        boolean isNode = Set.of("REGISTERED", "LOBBY", "MEMBER").contains(state);
        return isNode
                ? FrameRules.allows(Node.State.valueOf(state), type)
                : FrameRules.allows(Handshake.State.valueOf(state), type);
    }

    private static Script.Peer in(Script script, String state) {
        switch (state) {
            case "MEMBER":
                return script.rank(2);
            case "REGISTERED":
                return script.join(1);
            case "LOBBY":
                return script.join(3);
            default:
                Script.Peer stranger = script.open();
                if (!state.equals("AWAIT_HELLO")) {
                    stranger.says(script.hello(3, 99));
                }
                if (state.equals("AWAIT_JOIN") || state.equals("AWAIT_HEARTBEAT")) {
                    stranger.says(new Proof(Bytes.EMPTY));
                }
                if (state.equals("AWAIT_HEARTBEAT")) {
                    stranger.says(script.registration());
                } else if (state.equals("FAILED")) {
                    stranger.says(new Proof(Bytes.of(new byte[32])));
                }
                return stranger;
        }
    }
}
