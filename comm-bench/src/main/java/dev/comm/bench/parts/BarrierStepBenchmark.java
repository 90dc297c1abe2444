package dev.comm.bench.parts;

import dev.comm.api.CommConfig;
import dev.comm.api.RunId;
import dev.comm.api.frame.Bytes;
import dev.comm.api.frame.CollectiveCommand.Arrive;
import dev.comm.api.frame.CollectiveCommand.DecisionAck;
import dev.comm.api.frame.CollectiveKind;
import dev.comm.api.frame.Command;
import dev.comm.api.frame.Content;
import dev.comm.api.frame.HandshakeCommand.Hello;
import dev.comm.api.frame.HandshakeCommand.Join;
import dev.comm.api.frame.HandshakeCommand.Proof;
import dev.comm.api.machine.CollectiveCall;
import dev.comm.api.machine.Event;
import dev.comm.master.machine.MasterMachine;
import dev.comm.master.machine.MasterSettings;
import dev.comm.master.machine.Mode;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The master's machine alone in a whole barrier: every arrival, the decision, every acknowledgement. */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BarrierStepBenchmark {
    private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int NONCE_BYTES = 32;
    private static final Bytes FINGERPRINT = Bytes.of(new byte[] {1});

    /** Processes, the master included. */
    @Param({"4", "64", "1024"})
    public int members;

    private final NoEffects effects = new NoEffects();
    private CommConfig config;
    private MasterMachine machine;
    private long now = 1;
    private long sequence;

    /** Starts a team. */
    @Setup
    public void start() {
        config = CommConfig.builder().rank(0).size(members).build();
        machine = new MasterMachine(
                new MasterSettings(Mode.SPMD, config, new RunId(1, 2), 1, 7, "master", FINGERPRINT),
                new Random(1)::nextLong);
        step(new Event.Started());
        for (int rank = 1; rank < members; rank++) {
            step(new Event.Opened(rank, "/10.0.0.1:" + rank, true));
            says(rank, hello(rank));
            says(rank, new Proof(Bytes.EMPTY));
            says(rank, join());
        }
    }

    /** One barrier; returns how many frames the machine has sent so far. */
    @Benchmark
    public long barrier() {
        CollectiveCall call = new CollectiveCall(
                new CollectiveCall.Key(0, CollectiveKind.BARRIER, ""), TIMEOUT_NANOS, List.of(), null, () -> "");
        step(new Event.Submitted(call));
        for (int rank = 1; rank < members; rank++) {
            says(rank, new Arrive(0, sequence, CollectiveKind.BARRIER, "", 0, "", TIMEOUT_NANOS, -1, Content.NONE));
        }
        if (!call.completion().isDone()) {
            throw new IllegalStateException("barrier " + sequence + " is not over");
        }
        for (int rank = 1; rank < members; rank++) {
            says(rank, new DecisionAck(0, sequence));
        }
        sequence++;
        return effects.sent();
    }

    private void says(int rank, Command command) {
        step(new Event.Received(rank, command, null));
    }

    private void step(Event event) {
        machine.step(event, now++, effects);
    }

    private Hello hello(int rank) {
        return new Hello(
                1, 1, 0, 0, 0, rank, rank, false, 0, Bytes.of(new byte[NONCE_BYTES]), List.of(config.serializer()));
    }

    private Join join() {
        return new Join(
                0,
                -1,
                config.timing().heartbeat().toNanos(),
                config.timing().dead().toNanos(),
                1,
                "host",
                1,
                List.of(),
                config.minSurvivors(),
                false,
                config.limits().openCollectives(),
                FINGERPRINT,
                List.of());
    }
}
