package dev.comm.testkit;

import dev.comm.api.frame.FrameType;
import dev.comm.api.machine.Machine;
import dev.comm.testkit.history.Recorder;
import dev.comm.testkit.sim.SimProcess;
import dev.comm.testkit.sim.Watcher;
import java.util.function.BiFunction;

/** Writes the history and waits for steps. */
final class ClusterWatcher implements Watcher {
    private final Recorder recorder;
    private final Steps steps;
    private final BiFunction<Integer, Machine, Machine> mutation;

    ClusterWatcher(Recorder recorder, Steps steps, BiFunction<Integer, Machine, Machine> mutation) {
        this.mutation = mutation;
        this.recorder = recorder;
        this.steps = steps;
    }

    @Override
    public Machine machine(SimProcess process, Machine machine) {
        return recorder.around(process.number(), mutation.apply(process.number(), machine), process::isCrashed);
    }

    @Override
    public void sending(SimProcess process, FrameType type) {
        steps.happened(process, Step.When.SENDING, type);
    }

    @Override
    public void sent(SimProcess process, FrameType type) {
        steps.happened(process, Step.When.SENT, type);
    }

    @Override
    public void received(SimProcess process, FrameType type) {
        steps.happened(process, Step.When.RECEIVED, type);
    }
}
