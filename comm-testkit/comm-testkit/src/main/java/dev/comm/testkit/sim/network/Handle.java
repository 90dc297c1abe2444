package dev.comm.testkit.sim.network;

import org.apiguardian.api.API;

/** An obstacle to bytes that lasts until it is closed. A second call has no effect. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Handle extends AutoCloseable {
    @Override
    void close();
}
