package dev.comm.bench.parts;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.TeamKind;
import dev.comm.master.machine.work.BatchSpec;
import dev.comm.master.machine.work.NextCall;
import dev.comm.master.machine.work.OfferCall;
import dev.comm.master.machine.work.SubmitCall;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A benchmark of the master's machine alone with tasks. Each task is offered, sent to one of four nodes, answered,
 * entered in the ledger, and taken.
 */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TaskStepBenchmark {
    private static final int TASKS = 1_000;
    private static final int NODES = 4;
    private static final int ENDS_AT_ONCE = 256;
    private static final BatchSpec BATCH = new BatchSpec("work", TASKS, -1, -1, 0, 3, 0, -1, "", -1, 0);

    private final Queue<Asked> asked = new ArrayDeque<>();
    private MachineTeam team;

    private record Asked(int rank, Request request) {}

    /** Starts a team with four nodes that serve. */
    @Setup
    public void start() {
        team = new MachineTeam(TeamKind.SERVE, NODES + 1, new NoEffects() {
            @Override
            public void send(int endpoint, Command command, Payload payload, Object token) {
                super.send(endpoint, command, payload, token);
                if (command instanceof Request request) {
                    asked.add(new Asked(endpoint, request));
                }
            }
        });
        for (int rank = 1; rank <= NODES; rank++) {
            team.says(rank, new Serving(true, List.of("work")));
        }
    }

    /** Runs a batch. The measured time is the time of one task. */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int tasks() {
        SubmitCall.Submitted batch =
                team.submit(new SubmitCall(BATCH)).completion().result();
        int wanted = batch.wanted();
        int offered = 0;
        int ended = 0;
        while (ended < TASKS) {
            if (wanted > 0 && offered < TASKS) {
                int count = Math.min(wanted, TASKS - offered);
                offered += count;
                wanted = team.submit(new OfferCall(batch.batch(), Collections.nCopies(count, Value.NULL)))
                        .completion()
                        .result();
            }
            answer();
            NextCall next = team.submit(new NextCall(batch.batch(), ENDS_AT_ONCE));
            answer();
            ended += next.completion().result().ends().size();
            wanted = next.completion().result().wanted();
        }
        return ended;
    }

    private void answer() {
        for (Asked each = asked.poll(); each != null; each = asked.poll()) {
            Request request = each.request();
            team.says(each.rank(), new Result(request.id(), request.attempt(), Status.DONE, Content.NULL));
        }
    }
}
