package dev.comm.testkit;

import dev.comm.api.CommProgram;
import dev.comm.api.Communicator;
import dev.comm.api.Handlers;
import dev.comm.api.spi.MasterRole;
import dev.comm.api.spi.NodeRole;
import dev.comm.api.spi.Role;
import dev.comm.api.support.CrankCommunicator;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** What a member does with its role; for engines. */
@API(status = API.Status.INTERNAL, since = "0.1")
@FunctionalInterface
public interface Body {
    /** Does it. */
    void run(Role role) throws Exception;

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
        return new Serving(handlers);
    }

    /** The same with something around its handlers, if it has any. */
    default Body watching(UnaryOperator<Handlers> watch) {
        return this;
    }

    /**
     * Serves requests.
     *
     * @param handlers what it serves
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    record Serving(Handlers handlers) implements Body {
        @Override
        public void run(Role role) throws Exception {
            try (role) {
                ((NodeRole) role).handleRequests(handlers);
            }
        }

        @Override
        public Body watching(UnaryOperator<Handlers> watch) {
            return new Serving(watch.apply(handlers));
        }
    }
}
