package dev.comm.api;

import org.apiguardian.api.API;

/** Starts roles for {@link Communicator#join}; found as a service so that this package needs no other. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface CommRuntime {
    /** See {@link Communicator#join}. */
    Communicator join(CommConfig config);

    /** See {@link Communicator#run}. */
    int run(CommConfig.Builder config, CommProgram program);
}
