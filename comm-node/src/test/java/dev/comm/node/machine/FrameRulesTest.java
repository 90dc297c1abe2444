package dev.comm.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.testing.AnyCommand;
import dev.comm.core.testing.Documents;
import dev.comm.node.machine.membership.SessionState;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** SEC-08, SEC-11: a master may send a node only the frames that the table of its state lists. */
class FrameRulesTest {
    private static final String DOCUMENT = Documents.protocol();

    static Stream<Arguments> documented() {
        return Stream.of(
                Arguments.of("after HELLO", SessionState.GREETED),
                Arguments.of("after PROOF", SessionState.PROVING),
                Arguments.of("after MASTER_PROOF", SessionState.JOINING),
                Arguments.of("after ACCEPTED", SessionState.REGISTERED),
                Arguments.of("member", SessionState.MEMBER));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void sec08_theTableIsThatOfTheDocument(String stage, SessionState state) {
        String rows = DOCUMENT.substring(DOCUMENT.indexOf("| a node expects from the master |"));
        String row = rows.lines()
                .filter(line -> line.startsWith("| " + stage + " |"))
                .findFirst()
                .orElseThrow();
        String frames = row.split("\\|")[2].split(";")[0];
        assertThat(allowed(state))
                .isEqualTo(new TreeSet<>(List.of(frames.strip().split(", "))));
    }

    private static Set<String> allowed(SessionState state) {
        return Arrays.stream(FrameType.values())
                .filter(type -> FrameRules.allows(state, type))
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionState.class,
            names = {"IDLE", "PAUSING", "CONNECTING", "ENDED"})
    void sec11_withoutAConnectionNothingIsTaken(SessionState state) {
        assertThat(allowed(state)).isEmpty();
    }

    static Stream<Arguments> everyTypeInEveryState() {
        return Stream.of(
                        SessionState.GREETED,
                        SessionState.PROVING,
                        SessionState.JOINING,
                        SessionState.REGISTERED,
                        SessionState.MEMBER)
                .flatMap(state -> Arrays.stream(FrameType.values()).map(type -> Arguments.of(state, type)));
    }

    @ParameterizedTest
    @MethodSource("everyTypeInEveryState")
    void sec11_everyOtherFrameEndsTheConnection(SessionState state, FrameType type) {
        Script script = in(state);
        script.out.clear();
        script.receive(AnyCommand.of(type));
        boolean ended = script.out.order().contains("abort " + script.endpoint);
        if (FrameRules.allows(state, type)) {
            // The type is allowed, but the fields may still be wrong.
            assertThat(script.out.log()).noneMatch(line -> line.contains(type + " came while"));
        } else {
            assertThat(ended).isTrue();
            assertThat(script.out.commands(Welcome.class)).isEmpty();
        }
    }

    private static Script in(SessionState state) {
        Script script = Script.fresh();
        script.submit(new JoinCall());
        script.step(new Event.Started());
        script.opened();
        if (state == SessionState.PROVING || state == SessionState.JOINING) {
            script.receive(script.challenge());
            if (state == SessionState.JOINING) {
                script.receive(script.masterProof());
            }
        } else if (state != SessionState.GREETED) {
            script = state == SessionState.REGISTERED ? Script.fresh().registered() : Script.member();
        }
        return script;
    }
}
