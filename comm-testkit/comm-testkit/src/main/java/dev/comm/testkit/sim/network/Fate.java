package dev.comm.testkit.sim.network;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The verdict of a gate on a frame.
 *
 * @param instead the frames in place of the frame: none if it is lost, the frame twice if it is repeated
 * @param delayNanos the delay of the frame; later frames wait behind it
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Fate(List<byte[]> instead, long delayNanos) {
    /** Copies the list, not the bytes. */
    public Fate {
        instead = List.copyOf(instead);
    }
}
