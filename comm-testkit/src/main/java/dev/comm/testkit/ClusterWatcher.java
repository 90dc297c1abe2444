package dev.comm.testkit;

import dev.comm.api.frame.FrameType;
import dev.comm.api.machine.Machine;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Recorder;
import dev.comm.testkit.sim.SimProcess;
import dev.comm.testkit.sim.Watcher;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/** Writes the history and waits for steps. */
final class ClusterWatcher implements Watcher {
    private final Recorder recorder;
    private final Steps steps;
    private final ToIntFunction<SimProcess> rank;
    private final BiFunction<Integer, Machine, Machine> mutation;

    ClusterWatcher(
            Recorder recorder,
            Steps steps,
            ToIntFunction<SimProcess> rank,
            BiFunction<Integer, Machine, Machine> mutation) {
        this.recorder = recorder;
        this.steps = steps;
        this.rank = rank;
        this.mutation = mutation;
    }

    @Override
    public Machine machine(SimProcess process, Machine machine) {
        return recorder.around(process.number(), mutation.apply(process.number(), machine), process::isCrashed);
    }

    @Override
    public void sending(SimProcess process, FrameType type) {
        happened(process, Step.When.SENDING, type);
    }

    @Override
    public void sent(SimProcess process, FrameType type) {
        happened(process, Step.When.SENT, type);
    }

    @Override
    public void received(SimProcess process, FrameType type) {
        happened(process, Step.When.RECEIVED, type);
    }

    private void happened(SimProcess process, Step.When when, FrameType type) {
        int who = rank.applyAsInt(process);
        if (who >= 0) {
            steps.happened(who, Step.of(when, type));
        }
    }
}
