package dev.comm.testkit.sim.network;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The fate of a frame on its way.
 *
 * @param instead the frames in its place: nothing if it is lost, itself twice if it is repeated
 * @param delayNanos the delay of its arrival; later frames wait behind it
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Fate(List<byte[]> instead, long delayNanos) {
    /** Copies the list, not the bytes. */
    public Fate {
        instead = List.copyOf(instead);
    }
}
