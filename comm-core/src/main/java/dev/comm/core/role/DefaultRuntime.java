package dev.comm.core.role;

import dev.comm.api.CommConfig;
import dev.comm.api.CommProgram;
import dev.comm.api.CommRuntime;
import dev.comm.api.Communicator;
import dev.comm.api.error.ClosedException;
import dev.comm.api.error.CommException;
import dev.comm.core.communicator.DriverCommunicator;
import dev.comm.core.driver.Drain;
import dev.comm.core.driver.Environment;
import dev.comm.core.driver.LastWords;
import dev.comm.core.driver.LiveEnvironment;
import dev.comm.core.provider.Providers;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runtime that starts the role of a rank, and runs programs with the exit codes of {@link ExitCode}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DefaultRuntime implements CommRuntime {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    /** Creates the runtime, for the service loader. */
    public DefaultRuntime() {}

    @Override
    public Communicator join(CommConfig config) {
        return join(config, new LiveEnvironment());
    }

    /** Joins a run with the given environment. Rank 0 is the master. */
    public static Communicator join(CommConfig config, Environment environment) {
        String role = config.isMaster() ? "master" : "node";
        return Providers.find(RoleProvider.class, role, config)
                .open(config, environment)
                .communicator();
    }

    @Override
    public int run(CommConfig.Builder builder, CommProgram program) {
        Environment environment = LiveEnvironment.ofProcess();
        CommConfig config;
        Communicator comm;
        try {
            config = builder.build();
            comm = join(config, environment);
        } catch (CommException e) {
            return cannotStart(e).code();
        }
        return run(config, environment, comm, program);
    }

    /**
     * Reports why a process does not start, and returns the exit code of the process. A spare that was not needed has
     * done its duty (A1).
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static ExitCode cannotStart(CommException error) {
        if (error instanceof ClosedException) {
            LOG.info("{}; exit code {}", error.getMessage(), ExitCode.DONE.code());
            return ExitCode.DONE;
        }
        ExitCode code = ExitCode.of(error);
        LastWords.say(error.getMessage() + "\nThis process does not start, exit code " + code.code());
        return code;
    }

    /** Runs a program on a joined communicator until the membership ends, and returns the exit code. */
    public static int run(CommConfig config, Environment environment, Communicator joined, CommProgram program) {
        DriverCommunicator comm = (DriverCommunicator) joined;
        try (Drain drain = comm.drainOn(environment.drainSignal())) {
            return new ProgramRun(config, comm, drain).run(program).code();
        }
    }
}
