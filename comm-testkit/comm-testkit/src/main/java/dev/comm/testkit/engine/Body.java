package dev.comm.testkit.engine;

import dev.comm.api.CommProgram;
import dev.comm.api.Communicator;
import dev.comm.api.work.Handlers;
import dev.comm.core.communicator.DriverCommunicator;
import dev.comm.core.role.MasterRole;
import dev.comm.core.role.NodeRole;
import dev.comm.core.role.Role;
import dev.comm.testkit.MasterProgram;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** The work of a member with its role. Only engines use this type. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Body {
    /** Does the work. */
    void run(Role role) throws Exception;

    /** The same program on every rank. The member leaves when the program returns, and fails when it throws. */
    record EveryRank(CommProgram program) implements Body {
        @Override
        public void run(Role role) throws Exception {
            Communicator comm = role.communicator();
            try {
                program.run(comm);
            } catch (Exception | AssertionError | LinkageError | VirtualMachineError e) {
                ((DriverCommunicator) comm).endBy(e);
                throw e;
            }
            comm.leave();
        }
    }

    /** A master that sends requests and tasks to nodes. */
    record Master(MasterProgram program) implements Body {
        @Override
        public void run(Role role) throws Exception {
            try (role) {
                program.run((MasterRole) role);
            }
        }
    }

    /** A node that serves requests until the master stops it. */
    record Serving(Handlers handlers) implements Body {
        @Override
        public void run(Role role) {
            try (role) {
                ((NodeRole) role).handleRequests(handlers);
            }
        }

        @Override
        public Body watching(UnaryOperator<Handlers> watch) {
            return new Serving(watch.apply(handlers));
        }
    }

    /** Returns the same work with wrapped handlers, if it has handlers. */
    default Body watching(UnaryOperator<Handlers> watch) {
        return this;
    }
}
