package dev.comm.tests.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CallOptions;
import dev.comm.api.Communicator;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.TaskBatch;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The call refuses an argument that can never be right, and the run continues. */
@Timeout(120)
class WrongArgumentsTest {
    private static final Duration NEGATIVE = Duration.ofSeconds(-1);
    private static final Duration LOWEST = Duration.ofSeconds(Long.MIN_VALUE);
    private static final String HALF = "a\ud83d";
    private static final String HUGE = "x".repeat(100_000);
    private static final List<Integer> INPUTS = List.of(1, 2, 3);

    private static NodesHere team;

    @BeforeAll
    static void start() {
        team = new NodesHere();
        team.add(Handlers.of("square", Integer.class, Integer.class, n -> n * n));
    }

    @AfterAll
    static void end() {
        team.close();
    }

    private static Map<String, ThrowingCallable> calls() {
        MasterNode master = team.master();
        Communicator comm = master.communicator();
        RegistryEntry node = master.registry().entries().get(1);
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("sendRequest(null)", () -> master.sendRequest(null, 3, Integer.class));
        calls.put("sendRequest(\"\")", () -> master.sendRequest("", 3, Integer.class));
        calls.put("sendRequest(HUGE)", () -> master.sendRequest(HUGE, 3, Integer.class));
        calls.put("sendRequest(HALF)", () -> master.sendRequest(HALF, 3, Integer.class));
        calls.put("sendRequest(…, null)", () -> master.sendRequest("square", 3, null));
        calls.put("sendRequest(null entry)", () -> master.sendRequest(null, "square", 3, Integer.class));
        calls.put("sendRequest(entry, null)", () -> master.sendRequest(node, null, 3, Integer.class));
        calls.put("sendRequest(entry, …, null)", () -> master.sendRequest(node, "square", 3, null));
        calls.put("submit(null)", () -> master.submit(null));
        calls.put("submit(of(null))", () -> master.submit(TaskBatch.of(null, INPUTS, Integer.class)));
        calls.put("submit(onLabel(null))", () -> master.submit(batch().onLabel(null)));
        calls.put("submit(onRank(MAX))", () -> master.submit(batch().onRank(Integer.MAX_VALUE)));
        calls.put("submit(onRank(16384))", () -> master.submit(batch().onRank(16_384)));
        calls.put("awaitComputeNodes(-1)", () -> master.awaitComputeNodes(-1, Duration.ZERO));
        calls.put("awaitComputeNodes(MAX)", () -> master.awaitComputeNodes(Integer.MAX_VALUE, Duration.ZERO));
        calls.put("awaitComputeNodes(1, null)", () -> master.awaitComputeNodes(1, null));
        calls.put("awaitComputeNodes(1, LOWEST)", () -> master.awaitComputeNodes(1, LOWEST));
        calls.put("shutdownComputeNodes(null)", () -> master.shutdownComputeNodes(null));
        calls.put("shutdownComputeNodes(NEGATIVE)", () -> master.shutdownComputeNodes(NEGATIVE));
        calls.put("shutdownComputeNodes(LOWEST)", () -> master.shutdownComputeNodes(LOWEST));
        calls.put("barrier(null)", () -> comm.barrier(null));
        calls.put("barrier(LOWEST)", () -> comm.barrier(LOWEST));
        calls.put("with(null)", () -> comm.with(null));
        calls.put("with(name HALF)", () -> comm.with(CallOptions.DEFAULT.name(HALF)));
        calls.put("send(-1)", () -> comm.send(-1, "value"));
        calls.put("receive(-1)", () -> comm.receive(-1, String.class, Duration.ZERO));
        calls.put("receive(1, null)", () -> comm.receive(1, null, Duration.ZERO));
        calls.put("receive(1, String, null)", () -> comm.receive(1, String.class, null));
        calls.put("receive(1, String, NEGATIVE)", () -> comm.receive(1, String.class, NEGATIVE));
        calls.put("receive(1, String, LOWEST)", () -> comm.receive(1, String.class, LOWEST));
        calls.put("member(-1)", () -> comm.member(-1));
        calls.put("entryState(null)", () -> comm.entryState(null));
        calls.put("listen(null)", () -> MasterNode.listen(null));
        calls.put("connect(null)", () -> ComputeNode.connect(null));
        calls.put("join(null)", () -> Communicator.join(null));
        calls.put("handleRequests(null)", () -> team.node(0).handleRequests(null));
        return calls;
    }

    private static TaskBatch<Integer, Integer> batch() {
        return TaskBatch.of("square", INPUTS, Integer.class);
    }

    private static Iterable<String> names() {
        return calls().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aWrongArgumentIsRefusedAtTheCall(String name) {
        assertThatThrownBy(calls().get(name))
                .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class)
                .hasMessageMatching("(?s)(give|shorten|remove|raise|choose) .*");
        assertThat(team.master()
                        .sendRequest("square", 3, Integer.class)
                        .all()
                        .get(1)
                        .value())
                .isEqualTo(9);
        team.master().communicator().barrier();
    }
}
