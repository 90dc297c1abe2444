package dev.comm.testkit.sim;

import dev.comm.api.CommConfig;
import dev.comm.core.role.Role;
import dev.comm.core.role.RoleProvider;
import dev.comm.testkit.Ending;
import dev.comm.testkit.engine.Body;
import dev.comm.testkit.history.recording.Recorder;
import dev.comm.testkit.sim.environment.SimEnvironment;
import dev.comm.testkit.sim.process.SimProcess;
import dev.comm.testkit.sim.process.ThreadKilled;

/**
 * The program of one member, which runs on a thread of the member's process. The actor records how the program ended.
 */
final class ProgramActor {
    private final int rank;
    private final SimProcess process;
    private final RoleProvider provider;
    private final CommConfig config;
    private final Recorder recorder;
    private boolean ended;
    private Throwable error;

    ProgramActor(int rank, SimProcess process, RoleProvider provider, CommConfig config, Recorder recorder) {
        this.rank = rank;
        this.process = process;
        this.provider = provider;
        this.config = config;
        this.recorder = recorder;
    }

    void start(Body body) {
        process.start("main", () -> run(body));
    }

    private void run(Body body) {
        try {
            Role role = provider.open(config, new SimEnvironment(process));
            body.watching(handlers -> recorder.around(process.number(), handlers, process::isCrashed))
                    .run(role);
        } catch (Exception | AssertionError | LinkageError | VirtualMachineError | ThreadKilled e) {
            error = e;
        }
        ended = !process.isCrashed();
        if (ended) {
            recorder.programEnded(process.number(), rank, error);
        }
        error = recorder.errorOf(process.number(), error);
    }

    Ending ending() {
        if (ended) {
            return new Ending(rank, error == null ? Ending.Kind.RETURNED : Ending.Kind.THREW, error);
        }
        return new Ending(
                rank,
                process.isCrashed() ? Ending.Kind.CRASHED : Ending.Kind.OPEN,
                recorder.errorOf(process.number(), null));
    }

    /** Returns whether the program has ended, or its process does not run. */
    boolean isOver() {
        return ended || process.state() != SimProcess.State.RUNNING;
    }

    /** Returns whether the program has not ended and its process is frozen. */
    boolean isStopped() {
        return !ended && process.state() == SimProcess.State.FROZEN;
    }
}
