package dev.comm.testkit;

import dev.comm.core.role.MasterRole;
import org.apiguardian.api.API;

/** The program of the master while the nodes serve requests. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface MasterProgram {
    /** The program; the master leaves when it returns. */
    void run(MasterRole master) throws Exception;
}
