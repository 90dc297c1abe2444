package dev.comm.tests.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Answer;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.error.CommException;
import dev.comm.api.error.RemoteException;
import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.work.Handlers;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A peer sends canaries to a master: in each state of its connection, in frames of every type, as a value, inside of
 * collections and exceptions, as an error and as a reply (R5, SEC-01, SEC-04, SEC-11). No code of a canary runs, its
 * class is not even looked for, the peer is cut off where the protocol says so, and the others go on.
 */
@Timeout(900)
@ParameterizedClass(name = "encrypted: {0}")
@ValueSource(booleans = {false, true})
class CanaryAtMasterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Parameter
    boolean encrypted;

    private long incarnation = 100;

    private Said next() {
        return new Said(1, incarnation++);
    }

    @ParameterizedTest
    @MethodSource("dev.comm.tests.canary.Scene#serializers")
    void noFrameInAnyStateWakesACanary(String serializer) throws Exception {
        try (Scene scene = new Scene(serializer, encrypted)) {
            MasterNode master =
                    MasterNode.listen(scene.config().bind("127.0.0.1:0").build());
            ComputeNode healthy = ComputeNode.connect(
                    scene.config().masters(List.of(master.address())).build());
            scene.start(() -> healthy.handleRequests(Handlers.of("echo", String.class, String.class, input -> input)));
            for (StrangerState state : StrangerState.values()) {
                for (FrameType type : scene.types()) {
                    // A master of tasks makes every registered node a member at once.
                    boolean member = state.compareTo(StrangerState.REGISTERED) >= 0;
                    for (byte[] bytes : scene.someBytes(type)) {
                        attack(scene, master.address(), new Attack(state, type, bytes, member));
                    }
                }
                scene.requireSilence(state + " to the master");
            }
            assertThat(master.sendRequest(master.registry().entries().get(1), "echo", "still here", String.class)
                            .value())
                    .isEqualTo("still here");
            healthy.close();
            master.close();
        }
    }

    /** What is sent when; a member's frames are taken, a peer's that only registered are not. */
    private record Attack(StrangerState state, FrameType type, byte[] bytes, boolean member) {
        boolean isRefused() {
            boolean taken = type == FrameType.MESSAGE
                    || type == FrameType.DATA
                    || type == FrameType.ARRIVE
                    || type == FrameType.RESULT;
            return !member || !taken;
        }
    }

    private void attack(Scene scene, InetSocketAddress address, Attack attack) throws Exception {
        try (RawPeer peer = connect(scene, address)) {
            Said said = next();
            HandshakeCommand.Welcome welcome =
                    attack.state().reach(peer, said, scene.config().build());
            Said now = welcome == null ? said : new Said(welcome.rank(), said.incarnation());
            Scene.send(peer, now, attack.type(), attack.bytes());
            if (attack.isRefused()) {
                assertThat(peer.isClosed())
                        .as("%s in state %s", attack.type(), attack.state())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.comm.tests.canary.Scene#serializers")
    void aRegisteredPeerThatIsNoMemberYetWakesNoCanary(String serializer) throws Exception {
        try (Scene scene = new Scene(serializer, encrypted)) {
            CommConfig config = master(scene, 3);
            Future<Communicator> start = scene.start(() -> Communicator.join(config));
            for (FrameType type : scene.types()) {
                for (byte[] bytes : scene.someBytes(type)) {
                    attack(scene, config.bind(), new Attack(StrangerState.REGISTERED, type, bytes, false));
                }
            }
            scene.requireSilence("REGISTERED");
            start.cancel(true);
        }
    }

    private static CommConfig master(Scene scene, int size) throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            return scene.config()
                    .rank(0)
                    .size(size)
                    .bind("127.0.0.1:" + free.getLocalPort())
                    .startupTimeout(PATIENCE)
                    .build();
        }
    }

    /** A master that is just starting may not listen yet. */
    private static RawPeer connect(Scene scene, InetSocketAddress address) throws Exception {
        while (true) {
            try {
                return scene.connect(address);
            } catch (ConnectException notYet) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.comm.tests.canary.Scene#ownSerializers")
    void aValueOfAMemberFailsItsSlotAndItsMessageOnly(String serializer) throws Exception {
        try (Scene scene = new Scene(serializer, encrypted)) {
            CommConfig config = master(scene, 2);
            Future<Communicator> start = scene.start(() -> Communicator.join(config));
            try (RawPeer peer = connect(scene, config.bind())) {
                Said said = next();
                HandshakeCommand.Welcome welcome =
                        StrangerState.MEMBER.reach(peer, said, scene.config().build());
                Communicator comm = Scene.get(start);
                long to = welcome.members().get(0).incarnation();
                long sequence = 0;
                for (byte[] bytes : scene.bytes()) {
                    arrive(peer, sequence++, CollectiveKind.COLLECT, Said.value(bytes.length), bytes);
                    CommException failure = comm.collect("mine").at(1).failure();
                    assertThat(failure).isInstanceOf(SerializationException.class);
                    arrive(peer, sequence++, CollectiveKind.COLLECT, Scene.failed(bytes.length), bytes);
                    assertThat(comm.collect("mine").at(1).failure()).isInstanceOf(RemoteException.class);
                    arrive(peer, sequence++, CollectiveKind.REDUCE, Said.value(bytes.length), bytes);
                    failing(() -> comm.reduce("mine", (a, b) -> a + b), CommException.class);
                    peer.say(
                            new MessageCommand.Message(0, 0, 1, said.incarnation(), 0, to, Said.value(bytes.length)),
                            bytes);
                    failing(() -> comm.receive(1, Object.class, PATIENCE), SerializationException.class);
                }
                scene.requireSilence("values of a member");
                peer.close(); // or the master would wait for its goodbye
                comm.close();
            }
        }
    }

    private static void arrive(RawPeer peer, long sequence, CollectiveKind kind, Content content, byte[] bytes) {
        String operator = "";
        peer.say(
                CollectiveCommand.Arrive.of(0, sequence, kind, Said.WAIT, sequence - 1)
                        .withContent(content),
                bytes);
    }

    private static void failing(Runnable call, Class<? extends Exception> how) {
        try {
            call.run();
        } catch (CommException e) {
            assertThat(e).isInstanceOf(how);
            return;
        }
        throw new AssertionError("a canary was received as a value");
    }

    @ParameterizedTest
    @MethodSource("dev.comm.tests.canary.Scene#ownSerializers")
    void aReplyFailsThatRequestOnly(String serializer) throws Exception {
        try (Scene scene = new Scene(serializer, encrypted)) {
            MasterNode master =
                    MasterNode.listen(scene.config().bind("127.0.0.1:0").build());
            try (RawPeer peer = connect(scene, master.address())) {
                HandshakeCommand.Welcome welcome =
                        StrangerState.MEMBER.reach(peer, next(), scene.config().build());
                peer.say(new WorkCommand.Serving(true, List.of("echo")));
                for (byte[] bytes : scene.bytes()) {
                    for (Content content : List.of(Said.value(bytes.length), Scene.failed(bytes.length))) {
                        Future<Answer<Object>> reply = scene.start(() -> master.sendRequest(
                                master.registry().entries().get(welcome.rank()), "echo", "x", Object.class));
                        WorkCommand.Request request = peer.hear(WorkCommand.Request.class);
                        WorkCommand.Status status = content.kind() == Content.Kind.FAILED
                                ? WorkCommand.Status.FAILED
                                : WorkCommand.Status.DONE;
                        peer.say(new WorkCommand.Result(request.id(), request.attempt(), status, content), bytes);
                        assertThat(Scene.get(reply).isPresent()).isFalse();
                    }
                }
                assertThat(master.report().toString()).isNotEmpty();
                scene.requireSilence("replies");
            }
            master.close();
        }
    }
}
