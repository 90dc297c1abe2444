package dev.comm.testkit.history.check.message;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;

/** C2: bytes that wait for a slow or stopped peer are bounded, independent of the amount sent to it. */
final class C2BoundedMemory implements Check {
    /** The control queue's budget, with room for frames that come until it is looked at, and for large views. */
    static final long CONTROL_BYTES_MAX = 256 << 10;

    /** A queue is filled up to 512 KiB by frames of at most 256 KiB and their heads. */
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
