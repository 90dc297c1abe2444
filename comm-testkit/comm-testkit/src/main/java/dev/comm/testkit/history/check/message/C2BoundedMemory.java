package dev.comm.testkit.history.check.message;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/**
 * C2: the check that the bytes which wait for a slow or stopped peer are bounded, independent of the amount sent to the
 * peer.
 */
final class C2BoundedMemory implements Check {
    /**
     * The budget of the control queue, with space for large views and for frames that arrive before the queue is
     * checked.
     */
    static final long CONTROL_BYTES_MAX = 256 << 10;

    /** The limit of the bulk queue. Frames of at most 256 KiB, with their heads, fill the queue up to 512 KiB. */
    static final long BULK_BYTES_MAX = (512 + 256 + 4) << 10;

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.Queued queued : history.of(Occurrence.Queued.class)) {
            if (queued.controlBytes() > CONTROL_BYTES_MAX || queued.bulkBytes() > BULK_BYTES_MAX) {
                found.add("process " + queued.process() + " keeps " + queued.controlBytes() + " bytes of control and "
                        + queued.bulkBytes() + " of bulk for one peer");
            }
        }
        return found;
    }
}
