package dev.comm.testkit.sim.process;

import dev.comm.testkit.InjectedError;
import org.apiguardian.api.API;

/** An error that ends one thread of a simulated process. The process lives on. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ThreadKilled extends Error implements InjectedError {
    private static final long serialVersionUID = 1;

    ThreadKilled(String thread) {
        super("the thread '" + thread + "' was killed", null, false, false);
    }
}
