package dev.comm.tests.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Communicator;
import dev.comm.api.error.CommException;
import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.work.Handlers;
import dev.comm.node.ComputeNode;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A hostile master sends canaries to a node: in each state of the session, in frames of every type, as the state for a
 * newcomer, as a part, a slot, a message and a request (R5, SEC-01, SEC-04).
 */
@Timeout(900)
@ParameterizedClass(name = "encrypted: {0}")
@ValueSource(booleans = {false, true})
class CanaryAtNodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Parameter
    boolean encrypted;

    @ParameterizedTest
    @MethodSource("dev.comm.tests.canary.Scene#serializers")
    void noFrameInAnyStateWakesACanary(String serializer) throws Exception {
        try (Scene scene = new Scene(serializer, encrypted)) {
            for (NodeState state : NodeState.values()) {
                for (FrameType type : scene.types()) {
                    for (byte[] bytes : scene.someBytes(type)) {
                        attack(scene, serializer, state, type, bytes);
                    }
                }
                scene.requireSilence(state + " to a node");
            }
        }
    }

    private static void attack(Scene scene, String serializer, NodeState state, FrameType type, byte[] bytes)
            throws Exception {
        try (ServerSocket port = scene.listen()) {
            Future<ComputeNode> node = scene.start(() -> ComputeNode.connect(scene.config()
                    .master("127.0.0.1:" + port.getLocalPort())
                    .startupTimeout(PATIENCE)
                    .build()));
            try (RawPeer master = new RawPeer(port.accept())) {
                port.close(); // one attempt is enough
                Said said = state.reach(master, serializer);
                Scene.send(master, said, type, bytes);
                if (!mayCarry(state, type)) {
                    assertThat(master.isClosed())
                            .as("%s in state %s", type, state)
                            .isTrue();
                }
            }
            end(node);
        }
    }

    /** A registered node skips what a master says that it has no use for; it is never read then. */
    private static boolean mayCarry(NodeState state, FrameType type) {
        return state.compareTo(NodeState.REGISTERED) >= 0 && (Scene.carries(type) || type == FrameType.DATA);
    }

    private static void end(Future<ComputeNode> node) throws Exception {
        if (node.isDone()) {
            try {
                node.get().close();
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(CommException.class);
            }
        }
        node.cancel(true);
    }

    @ParameterizedTest
    @MethodSource("dev.comm.tests.canary.Scene#ownSerializers")
    void aRequestFailsAndItsHandlerIsNotCalled(String serializer) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Handlers handlers = Handlers.of("echo", Object.class, Object.class, input -> {
            calls.incrementAndGet();
            return 1;
        });
        try (Scene scene = new Scene(serializer, encrypted);
                ServerSocket port = scene.listen()) {
            Future<?> node = scene.start(() -> ComputeNode.connect(scene.config()
                            .master("127.0.0.1:" + port.getLocalPort())
                            .build())
                    .handleRequests(handlers));
            try (RawPeer master = new RawPeer(port.accept())) {
                NodeState.MEMBER.reach(master, serializer);
                master.hear(WorkCommand.Serving.class);
                long id = 0;
                for (byte[] bytes : scene.bytes()) {
                    for (Content content : List.of(Said.value(bytes.length), Scene.failed(bytes.length))) {
                        master.say(new WorkCommand.Request(++id, 1, "echo", false, -1, content), bytes);
                        assertThat(master.hear(WorkCommand.Result.class).status())
                                .isEqualTo(WorkCommand.Status.FAILED);
                    }
                }
            }
            assertThat(calls).hasValue(0);
            scene.requireSilence("requests");
            node.cancel(true);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.comm.tests.canary.Scene#ownSerializers")
    void whatRank0GivesFailsThatCallOnly(String serializer) throws Exception {
        try (Scene scene = new Scene(serializer, encrypted);
                ServerSocket port = scene.listen()) {
            Future<Communicator> start = scene.start(() -> Communicator.join(scene.config()
                    .rank(1)
                    .size(2)
                    .master("127.0.0.1:" + port.getLocalPort())
                    .build()));
            try (RawPeer master = new RawPeer(port.accept())) {
                Said said = NodeState.REGISTERED.reach(master, serializer);
                byte[] state = scene.bytes().get(0);
                master.say(said.of(FrameType.WELCOME, Said.value(state.length)), state);
                Communicator comm = Scene.get(start);
                assertThatThrownBy(() -> comm.entryState(Object.class)).isInstanceOf(SerializationException.class);
                long sequence = 0;
                for (byte[] bytes : scene.bytes()) {
                    Future<?> distribute = scene.start(() -> comm.distribute(() -> "unused"));
                    master.hear(CollectiveCommand.Arrive.class);
                    master.say(new CollectiveCommand.Part(0, sequence, Said.value(bytes.length)), bytes);
                    master.hear(CollectiveCommand.Held.class);
                    master.say(at(sequence++, said.decision(Content.NONE)));
                    assertThatThrownBy(() -> Scene.get(distribute)).hasCauseInstanceOf(SerializationException.class);
                    Future<Boolean> gather =
                            scene.start(() -> comm.allGather("mine").at(0).isPresent());
                    master.hear(CollectiveCommand.Arrive.class);
                    master.say(at(sequence++, said.decision(Said.value(bytes.length))), bytes);
                    assertThat(Scene.get(gather)).isFalse();
                    master.say(
                            new MessageCommand.Message(0, 0, 0, 9, 1, said.incarnation(), Said.value(bytes.length)),
                            bytes);
                    assertThatThrownBy(() -> comm.receive(0, Object.class, PATIENCE))
                            .isInstanceOf(SerializationException.class);
                }
                scene.requireSilence("what rank 0 gives");
            }
            start.cancel(true);
        }
    }

    private static Command at(long sequence, CollectiveCommand.Decision decision) {
        return decision.toBuilder().sequence(sequence).build();
    }
}
