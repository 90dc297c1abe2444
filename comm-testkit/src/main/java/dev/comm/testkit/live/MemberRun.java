package dev.comm.testkit.live;

import dev.comm.api.CommConfig;
import dev.comm.api.CommProgram;
import dev.comm.api.spi.NodeRole;
import dev.comm.api.spi.Role;
import dev.comm.api.spi.RoleProvider;
import dev.comm.api.support.DefaultRuntime;
import dev.comm.api.support.ExitCode;
import dev.comm.api.support.LiveEnvironment;
import dev.comm.api.support.Providers;
import dev.comm.testkit.Body;
import dev.comm.testkit.history.Recorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one member's program as its own {@code main} would: the same code of Comm, the same exit codes. */
final class MemberRun {
    private static final Logger LOG = LoggerFactory.getLogger(MemberRun.class);

    private final CommConfig config;
    private final String role;
    private final Body body;
    private final Journal journal;
    private Throwable error;

    MemberRun(CommConfig config, String role, Body body, Journal journal) {
        this.config = config;
        this.role = role;
        this.body = body;
        this.journal = journal;
    }

    /** Runs it, writes down how it ended and gives the exit code. */
    int run(Recorder recorder, int process, LiveWatcher watcher) {
        int code;
        try {
            RecordingEnvironment environment =
                    new RecordingEnvironment(new LiveEnvironment(), recorder, process, watcher);
            code = run(Providers.find(RoleProvider.class, role, config).open(config, environment));
        } catch (Throwable e) {
            // What a main would let through ends its process with 1.
            LOG.error("rank {} ends", config.rank(), e);
            code = ExitCode.of(e).code();
            error = e;
        }
        journal.append(new Note.Ended(error == null ? null : Trouble.of(error), code));
        return code;
    }

    private int run(Role opened) throws Exception {
        if (body instanceof Body.EveryRank each) {
            return DefaultRuntime.run(config, opened.communicator(), remembering(each.program()));
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
