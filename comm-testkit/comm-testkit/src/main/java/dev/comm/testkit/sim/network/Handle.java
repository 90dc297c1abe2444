package dev.comm.testkit.sim.network;

import org.apiguardian.api.API;

/** Something that stands in the way of bytes until it is closed; closing it twice does no harm. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Handle extends AutoCloseable {
    @Override
    void close();
}
