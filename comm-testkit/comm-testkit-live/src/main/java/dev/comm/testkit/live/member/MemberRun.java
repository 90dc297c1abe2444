package dev.comm.testkit.live.member;

import dev.comm.api.CommConfig;
import dev.comm.api.CommProgram;
import dev.comm.core.driver.Environment;
import dev.comm.core.driver.LiveEnvironment;
import dev.comm.core.provider.Providers;
import dev.comm.core.role.DefaultRuntime;
import dev.comm.core.role.ExitCode;
import dev.comm.core.role.NodeRole;
import dev.comm.core.role.Role;
import dev.comm.core.role.RoleProvider;
import dev.comm.testkit.engine.Body;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.recording.Recorder;
import dev.comm.testkit.live.environment.LiveWatcher;
import dev.comm.testkit.live.environment.RecordingEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run of the program of one member. It uses the same code of Comm and the same exit codes as a {@code main} method
 * of its own would.
 */
final class MemberRun {
    private static final Logger LOG = LoggerFactory.getLogger(MemberRun.class);

    private final CommConfig config;
    private final Body body;
    private final Recorder recorder;
    private final int process;
    private Throwable error;

    MemberRun(CommConfig config, Body body, Recorder recorder, int process) {
        this.config = config;
        this.body = body.watching(handlers -> recorder.around(process, handlers, () -> false));
        this.recorder = recorder;
        this.process = process;
    }

    /** Returns the exception of the program, or null. */
    Throwable error() {
        return error;
    }

    /** Runs the program to its end and returns the exit code. */
    int run(String role, LiveWatcher watcher) {
        RecordingEnvironment environment = new RecordingEnvironment(new LiveEnvironment(), recorder, process, watcher);
        Role opened = null;
        int code;
        try {
            opened = Providers.find(RoleProvider.class, role, config).open(config, environment);
            code = run(opened, environment);
        } catch (Throwable e) {
            // A main method would let this exception through. The process ends without a goodbye.
            LOG.error("rank {} ends", config.rank(), e);
            code = ExitCode.of(e).code();
            error = e;
            if (opened != null) {
                recorder.fault(Occurrence.Fault.Kind.CRASH, process);
            }
        }
        recorder.programEnded(process, config.rank(), error);
        error = recorder.errorOf(process, error);
        return code;
    }

    private int run(Role opened, Environment environment) throws Exception {
        if (body instanceof Body.EveryRank each) {
            return DefaultRuntime.run(config, environment, opened.communicator(), remembering(each.program()));
        } else if (body instanceof Body.Serving serving) {
            return ((NodeRole) opened).serveToEnd(serving.handlers());
        }
        try (opened) {
            body.run(opened);
        }
        return ExitCode.DONE.code();
    }

    private CommProgram remembering(CommProgram program) {
        return comm -> {
            try {
                program.run(comm);
            } catch (Throwable e) {
                error = e;
                throw e;
            }
        };
    }
}
