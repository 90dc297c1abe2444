package dev.comm.node.machine;

import dev.comm.api.CommConfig;
import dev.comm.api.Member;
import dev.comm.api.Payload;
import dev.comm.api.Profile;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Recorder;
import dev.comm.node.machine.membership.NodeIdentity;
import dev.comm.node.machine.membership.NodeTimes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** A script of events for a node machine, on a clock of its own. The effects of the machine are in {@link #out}. */
public final class Script {
    public static final int RANK = 2;
    public static final NodeTimes FAST = NodeTimes.of(Profile.FAST.timing());

    public final Recorder out = new Recorder();
    private Hello hello;
    public final NodeMachine machine;
    public final JoinCall join = new JoinCall();
    public long now = 1_000_000_000_000L;
    public int endpoint;

    private final long heartbeatNanos;

    public Script(CommConfig config) {
        SplittableRandom random = new SplittableRandom(42);
        NodeIdentity self = new NodeIdentity(1, "host", 7, Bytes.of(new byte[] {1}));
        heartbeatNanos = config.timing().heartbeat().toNanos();
        machine = new NodeMachine(config, self, random::nextLong);
    }

    /** Returns a node with short times that has not started. */
    public static Script fresh() {
        return new Script(config().build());
    }

    public static CommConfig.Builder config() {
        return CommConfig.builder().profile(Profile.FAST).rank(RANK).size(4).master("10.0.0.1:9021");
    }

    /** Returns a node that is a member: rank 2 of 4, in epoch 1, with all members alive. */
    public static Script member() {
        return member(config());
    }

    public static Script member(CommConfig.Builder config) {
        Script script = new Script(config.build()).registered();
        script.receive(script.welcome(), null);
        script.out.clear();
        return script;
    }

    /** Starts the node and plays the handshake up to ACCEPTED. */
    public Script registered() {
        submit(join);
        step(new Event.Started());
        opened();
        receive(challenge());
        receive(masterProof());
        receive(new Accepted(Math.max(FAST.heartbeat(), heartbeatNanos), FAST.dead()));
        return this;
    }

    public void opened() {
        endpoint = out.endpoints();
        step(new Event.Opened(endpoint, "10.0.0.1:9021", Bytes.EMPTY));
    }

    public Challenge challenge() {
        return new Challenge(FrameHeader.VERSION, 0, Bytes.of(new byte[32]));
    }

    /** Returns the answer of a master without a secret. */
    public MasterProof masterProof() {
        return new MasterProof(0, 0, 1, "java", Bytes.EMPTY);
    }

    public Welcome welcome() {
        List<Member> members = List.of(member(0), member(1), member(2), member(3));
        return new Welcome(RANK, 4, 1, 1, members, List.of(new Sequence(0, 0)), Content.NONE);
    }

    /** Returns the first incarnation of a rank. For the rank of the script it has the incarnation of the node. */
    Member member(int rank) {
        return new Member(rank, incarnationOf(rank), "host" + rank, null);
    }

    public long incarnationOf(int rank) {
        return rank == RANK ? hello.incarnation() : 100 + rank;
    }

    public void step(Event event) {
        machine.step(event, now, out);
        out.commands(Hello.class).forEach(said -> hello = said);
    }

    /** Returns the last HELLO of the node. */
    public Hello hello() {
        return hello;
    }

    public void receive(Command command) {
        receive(command, null);
    }

    public void receive(Command command, Payload payload) {
        step(new Event.Received(endpoint, command, payload));
    }

    public <C extends Call<?>> C submit(C call) {
        step(new Event.Submitted(call));
        return call;
    }

    /** Lets time pass. The machine gets each deadline in time, and hears the master if it lives. */
    public void pass(Duration time, boolean masterLives) {
        long until = now + time.toNanos();
        while (machine.nextDeadlineNanos() <= until) {
            now = Math.max(now, machine.nextDeadlineNanos());
            if (masterLives) {
                step(new Event.Heard(endpoint));
            }
            step(new Event.Deadline());
        }
        now = until;
    }

    public void passWithMaster(Duration time) {
        pass(time, true);
    }

    public void passInSilence(Duration time) {
        pass(time, false);
    }

    /** Carries out the work that the machine has started. */
    public void compute() {
        out.compute(this::step);
    }

    /** Ends the connection without a goodbye. */
    public void cut() {
        step(new Event.Closed(endpoint, Event.Closed.Reason.END_OF_STREAM, "end"));
    }

    public static Failure.Kind failure(Call<?> call) {
        Failure failure = call.completion().failure();
        return failure == null ? null : failure.kind();
    }

    public static Value value(String text) {
        Payload payload = Payload.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Value(content(payload), payload);
    }

    public static Content content(Payload payload) {
        return new Content(Content.Kind.VALUE, 1, payload.length());
    }

    public static String text(Value value) {
        ByteBuffer bytes = value.payload().bytes();
        return java.nio.charset.StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
