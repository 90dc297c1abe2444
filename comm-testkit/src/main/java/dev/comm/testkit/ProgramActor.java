package dev.comm.testkit;

import dev.comm.api.CommConfig;
import dev.comm.api.CommProgram;
import dev.comm.api.Communicator;
import dev.comm.api.Handlers;
import dev.comm.api.spi.MasterRole;
import dev.comm.api.spi.NodeRole;
import dev.comm.api.spi.Role;
import dev.comm.api.spi.RoleProvider;
import dev.comm.api.support.CrankCommunicator;
import dev.comm.testkit.sim.SimEnvironment;
import dev.comm.testkit.sim.SimProcess;

/** Runs one member's program on a thread of its process and remembers how it ended. */
final class ProgramActor {
    private final int rank;
    private final SimProcess process;
    private final RoleProvider provider;
    private final CommConfig config;
    private boolean ended;
    private Throwable error;

    ProgramActor(int rank, SimProcess process, RoleProvider provider, CommConfig config) {
        this.rank = rank;
        this.process = process;
        this.provider = provider;
        this.config = config;
    }

    /** What a member does with its role. */
    interface Body {
        void run(Role role) throws Exception;
    }

    /** The same program on every rank: leaves when it returns, fails when it throws. */
    static Body everyRank(CommProgram program) {
        return role -> {
            Communicator comm = role.communicator();
            try {
                program.run(comm);
            } catch (Exception | AssertionError e) {
                ((CrankCommunicator) comm).fail(e);
                throw e;
            }
            comm.leave();
        };
    }

    /** A master that gives requests and tasks to nodes. */
    static Body master(MasterProgram program) {
        return role -> {
            try (role) {
                program.run((MasterRole) role);
            }
        };
    }

    /** A node that serves requests until it is told to stop. */
    static Body serving(Handlers handlers) {
        return role -> {
            try (role) {
                ((NodeRole) role).handleRequests(handlers);
            }
        };
    }

    void start(Body body) {
        process.start("main", () -> run(body));
    }

    private void run(Body body) {
        try {
            body.run(provider.open(config, new SimEnvironment(process)));
        } catch (Exception | AssertionError e) {
            error = e;
        }
        ended = !process.isCrashed();
    }

    Ending ending() {
        if (ended) {
            return new Ending(rank, error == null ? Ending.Kind.RETURNED : Ending.Kind.THREW, error);
        }
        return new Ending(rank, process.isCrashed() ? Ending.Kind.CRASHED : Ending.Kind.OPEN, null);
    }

    /** Whether nothing more is to be expected of it. */
    boolean isOver() {
        return ended || process.state() != SimProcess.State.RUNNING;
    }
}
