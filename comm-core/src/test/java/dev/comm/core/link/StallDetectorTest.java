package dev.comm.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.PipeTransport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The conditions under which a peer counts as stalled (C2). */
class StallDetectorTest {
    private static final long MILLI = 1_000_000;
    private static final long DEAD_NANOS = 100 * MILLI;
    private static final int BUDGET = StallDetector.CONTROL_QUEUE_MAX;
    private static final int LIMIT = StallDetector.CONTROL_QUEUE_LIMIT;
    private static final int MIB = 1 << 20;

    private final PipeTransport transport = new PipeTransport();
    private final StallDetector stalls = new StallDetector(1, transport, 16);

    static Stream<Arguments> looks() {
        return Stream.of(
                Arguments.of("nothing waits", List.of(look(0, 0, 0, 0, null), look(9_999, 0, 0, 0, null))),
                Arguments.of(
                        "no byte is taken for the dead timeout, which is reported once",
                        List.of(
                                look(0, 0, 10, 5, null),
                                look(100, 0, 10, 5, null),
                                look(101, 0, 10, 5, "took no byte for 100 ms"),
                                look(999, 0, 10, 5, null))),
                Arguments.of(
                        "control bytes that wait count like bulk bytes",
                        List.of(look(0, 10, 0, 0, null), look(101, 10, 0, 0, "took no byte"))),
                Arguments.of(
                        "a byte that is taken begins the time anew",
                        List.of(
                                look(0, 0, 10, 5, null),
                                look(90, 0, 10, 6, null),
                                look(190, 0, 10, 6, null),
                                look(191, 0, 10, 6, "took no byte"))),
                Arguments.of(
                        "an empty queue begins the time anew",
                        List.of(
                                look(0, 0, 10, 0, null),
                                look(90, 0, 0, 0, null),
                                look(101, 0, 10, 0, null),
                                look(201, 0, 10, 0, null),
                                look(202, 0, 10, 0, "took no byte"))),
                Arguments.of(
                        "the control lane is over its budget at two looks",
                        List.of(look(0, BUDGET + 1, 0, 0, null), look(1, BUDGET + 2, 0, 9, "grew to 65538 bytes"))),
                Arguments.of(
                        "the control lane is full, but not over its budget",
                        List.of(look(0, BUDGET, 0, 0, null), look(1, BUDGET, 0, 9, null))),
                Arguments.of(
                        "the control lane is over its budget at every other look",
                        List.of(
                                look(0, BUDGET + 1, 0, 0, null),
                                look(1, 0, 0, 1, null),
                                look(2, BUDGET + 1, 0, 2, null))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void c2_aLookTellsOfAPeerThatDoesNotKeepUp(String name, List<Look> looks) {
        for (Look each : looks) {
            transport.holds(each.control, each.bulk, each.written);
            assertSays(each.expected, stalls.look(each.millis * MILLI, DEAD_NANOS));
        }
    }

    static Stream<Arguments> sends() {
        return Stream.of(
                Arguments.of("nothing waits", 0, 0, 0, null),
                Arguments.of("the limit", LIMIT, 0, 0, null),
                Arguments.of("over the limit", LIMIT + 1, 0, 0, "grew to 1048577 bytes"),
                Arguments.of("a large frame raises the limit", 2 * MIB, MIB, 0, null),
                Arguments.of("over the raised limit", 2 * MIB + 1, MIB, 0, "grew to 2097153 bytes"),
                Arguments.of("as many decisions as may wait", 0, 0, 16, null),
                Arguments.of("one decision more", 0, 0, 17, "more than 16 verdicts"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sends")
    void c2_aSendTellsOfMoreThanMayEverWait(String name, int control, int frame, int decisions, String expected) {
        stalls.allowControlFrame(frame);
        transport.holds(control, 0, 0);
        assertSays(expected, stalls.afterSend(decisions));
        assertThat(stalls.afterSend(decisions)).as("reported once").isNull();
    }

    @Test
    void aLargeFrameRaisesTheBudgetOfLooks() {
        stalls.allowControlFrame(BUDGET);
        transport.holds(2 * BUDGET, 0, 0);
        assertThat(stalls.look(0, DEAD_NANOS)).isNull();
        assertThat(stalls.look(1, DEAD_NANOS)).isNull();
    }

    @Test
    void reliefBetweenTwoLooksIsSeen() {
        transport.holds(BUDGET + 1, 0, 0);
        assertThat(stalls.look(0, DEAD_NANOS)).isNull();
        transport.holds(BUDGET, 0, 1);
        stalls.noteRelief();
        transport.holds(BUDGET + 1, 0, 2);
        stalls.noteRelief();
        assertThat(stalls.look(1, DEAD_NANOS)).isNull();
        assertThat(stalls.look(2, DEAD_NANOS)).contains("control queue");
    }

    @Test
    void aLookIsSilentAfterASendHasTold() {
        transport.holds(LIMIT + 1, 0, 0);
        assertThat(stalls.afterSend(0)).isNotNull();
        assertThat(stalls.look(0, DEAD_NANOS)).isNull();
        assertThat(stalls.look(101 * MILLI, DEAD_NANOS)).isNull();
    }

    private static void assertSays(String expected, String said) {
        if (expected == null) {
            assertThat(said).isNull();
        } else {
            assertThat(said).contains(expected);
        }
    }

    private static Look look(long millis, long control, long bulk, long written, String expected) {
        return new Look(millis, control, bulk, written, expected);
    }

    private record Look(long millis, long control, long bulk, long written, String expected) {}
}
