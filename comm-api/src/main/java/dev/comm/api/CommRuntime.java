package dev.comm.api;

import org.apiguardian.api.API;

/**
 * The service that starts roles for {@link Communicator#join}. As a service it keeps this package independent of the
 * packages that implement roles.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface CommRuntime {
    /** Implements {@link Communicator#join}. */
    Communicator join(CommConfig config);

    /** Implements {@link Communicator#run}. */
    int run(CommConfig.Builder config, CommProgram program);
}
