package dev.comm.bench.parts;

import dev.comm.api.CommConfig;
import dev.comm.api.Member;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.Value;
import dev.comm.node.machine.NodeMachine;
import dev.comm.node.machine.membership.NodeIdentity;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A benchmark of a node's machine alone with messages. A message arrives in the mailbox, and the program takes it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MailboxBenchmark {
    private static final int NONCE_BYTES = 32;
    private static final int ENDPOINT = 1;
    private static final long MASTER = 7;
    private static final long SELF = 42;
    private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final NoEffects effects = new NoEffects();
    private final Message message = new Message(0, 0, 0, MASTER, 1, SELF, Content.NULL);
    private NodeMachine machine;
    private long now = 1;

    /** Makes the machine a member of a team of two. */
    @Setup
    public void join() {
        CommConfig config =
                CommConfig.builder().rank(1).size(2).master("10.0.0.1:9021").build();
        machine = new NodeMachine(config, new NodeIdentity(1, "host", 1, Bytes.of(new byte[] {1})), () -> SELF);
        step(new Event.Submitted(new JoinCall()));
        step(new Event.Started());
        step(new Event.Opened(ENDPOINT, "10.0.0.1:9021", Bytes.EMPTY));
        says(new Challenge(FrameHeader.VERSION, 0, Bytes.of(new byte[NONCE_BYTES])));
        says(new MasterProof(0, 0, 1, config.serializer(), Bytes.EMPTY));
        says(new Accepted(
                config.timing().heartbeat().toNanos(), config.timing().dead().toNanos()));
        List<Member> members = List.of(new Member(0, MASTER, "master", null), new Member(1, SELF, "host", null));
        says(new Welcome(1, 2, 1, 1, members, List.of(new Sequence(0, 0)), Content.NONE));
    }

    /** Receives a message without bytes. */
    @Benchmark
    public Value message() {
        says(message);
        ReceiveCall call = new ReceiveCall(0, 0, 0, TIMEOUT_NANOS);
        step(new Event.Submitted(call));
        return call.completion().result();
    }

    private void says(Command command) {
        step(new Event.Received(ENDPOINT, command, null));
    }

    private void step(Event event) {
        machine.step(event, now++, effects);
    }
}
