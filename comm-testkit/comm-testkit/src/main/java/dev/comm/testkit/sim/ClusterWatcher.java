package dev.comm.testkit.sim;

import dev.comm.api.protocol.FrameType;
import dev.comm.core.machine.Machine;
import dev.comm.testkit.engine.Steps;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.recording.Recorder;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.Watcher;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/** The watcher of a simulated cluster. It writes the history and reports the steps of the protocol. */
final class ClusterWatcher implements Watcher {
    private final Recorder recorder;
    private final Steps steps;
    private final ToIntFunction<SimProcess> rank;
    private final BiFunction<Integer, Machine, Machine> mutation;
    private final Map<Integer, Peak> peaks = new HashMap<>();

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
    public void queued(SimProcess process, int endpoint, long controlBytes, long bulkBytes) {
        Peak peak = peaks.computeIfAbsent(process.number(), any -> new Peak());
        if (peak.isTopped(controlBytes, bulkBytes)) {
            recorder.queued(process.number(), endpoint, controlBytes, bulkBytes);
        }
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

    @Override
    public void started(SimProcess process, String name) {
        recorder.threadStarted(process.number(), name);
    }

    @Override
    public void interrupted(SimProcess process, Thread thread) {
        recorder.interrupted(process.number(), thread);
    }

    @Override
    public void paused(SimProcess process) {
        recorder.fault(Occurrence.Fault.Kind.FREEZE, process.number());
    }

    @Override
    public void resumed(SimProcess process) {
        recorder.fault(Occurrence.Fault.Kind.THAW, process.number());
    }

    /** The largest number of bytes that a process queued for one peer. */
    private static final class Peak {
        private static final long CONTROL_MIN = 16 << 10;
        private static final long BULK_MIN = 64 << 10;

        private long control = CONTROL_MIN;
        private long bulk = BULK_MIN;

        /** Returns whether the increase is large enough to be recorded, and if so keeps the new values. */
        boolean isTopped(long controlBytes, long bulkBytes) {
            boolean topped = controlBytes > control + control / 4 || bulkBytes > bulk + bulk / 4;
            if (topped) {
                control = Math.max(control, controlBytes);
                bulk = Math.max(bulk, bulkBytes);
            }
            return topped;
        }
    }
}
