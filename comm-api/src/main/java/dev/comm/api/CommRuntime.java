package dev.comm.api;

import org.apiguardian.api.API;

/** Starts roles for {@link Communicator#join}. It is a service, so this package depends on no other. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface CommRuntime {
    /** Implements {@link Communicator#join}. */
    Communicator join(CommConfig config);

    /** Implements {@link Communicator#run}. */
    int run(CommConfig.Builder config, CommProgram program);
}
