package dev.comm.bench.parts;

import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.master.machine.membership.TeamKind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A benchmark of the master's machine alone in a whole barrier, with every arrival, the acknowledgement of the last
 * decision, and the decision.
 */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BarrierStepBenchmark {
    private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** The number of processes, the master included. */
    @Param({"4", "64", "1024"})
    public int members;

    private final NoEffects effects = new NoEffects();
    private MachineTeam team;
    private long sequence;

    /** Starts a team. */
    @Setup
    public void start() {
        team = new MachineTeam(TeamKind.SPMD, members, effects);
    }

    /** Runs one barrier. Returns the number of frames that the machine has sent so far. */
    @Benchmark
    public long barrier() {
        CollectiveCall call = team.submit(new CollectiveCall(
                new CollectiveCall.Key(0, CollectiveKind.BARRIER, "", ""), TIMEOUT_NANOS, List.of(), null, () -> ""));
        Arrive arrival = Arrive.of(0, sequence, CollectiveKind.BARRIER, TIMEOUT_NANOS, sequence - 1);
        for (int rank = 1; rank < members; rank++) {
            team.says(rank, arrival);
        }
        if (!call.completion().isDone()) {
            throw new IllegalStateException("barrier " + sequence + " is not over");
        }
        sequence++;
        return effects.sent();
    }
}
