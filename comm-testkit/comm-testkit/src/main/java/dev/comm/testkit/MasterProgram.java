package dev.comm.testkit;

import dev.comm.core.role.MasterRole;
import org.apiguardian.api.API;

/** The program that the master runs while the nodes serve requests. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface MasterProgram {
    /** Runs the program. The master leaves when the program returns. */
    void run(MasterRole master) throws Exception;
}
