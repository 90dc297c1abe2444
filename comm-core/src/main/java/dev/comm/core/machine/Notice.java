package dev.comm.core.machine;

import dev.comm.api.Departure;
import dev.comm.api.RankSet;
import dev.comm.api.View;
import java.util.List;
import java.util.SortedSet;
import org.apiguardian.api.API;

/** The notifications of a machine to its program. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Notice {
    /** The view changed. */
    record ViewChanged(View view, List<Departure> departures) implements Notice {}

    /** This process should leave. */
    record AskedToLeave(Asker by) implements Notice {}

    /** The reasons for which a process should leave, the weakest first. */
    enum Asker {
        /** The live time ends soon. Collectives go on. */
        LIVE_TIME,
        /** Rank 0 shuts the run down before its programs have ended. New collectives fail. */
        MASTER,
        /** The operating system asked this process to end. New collectives fail. */
        SIGNAL
    }

    /** The node left at the deadline of the shutdown, although its program had not ended. */
    record LeftWithoutProgram() implements Notice {}

    /**
     * The end of the node's live time has moved.
     *
     * @param endNanos the end on the clock of the machine, or {@link Long#MAX_VALUE} without a limit
     */
    record LifeEnds(long endNanos) implements Notice {}

    /** The master fenced this process, so its work no longer counts. */
    record Fenced() implements Notice {}

    /** The master decided a collective without ranks that had left in order. Only the master publishes this notice. */
    record CalledWithoutLeavers(String call, SortedSet<Integer> leavers) implements Notice {}

    /** This node left, because it could not use its own disk. */
    record OwnFault() implements Notice {}

    /** The master has been silent for the suspect timeout, or is lost. */
    record MasterSuspected(boolean lost) implements Notice {}

    /**
     * A collective has waited for members for {@code waiting.warn} or a multiple of this time (W1). Only the master
     * publishes this notice.
     *
     * @param communicator id of the communicator
     * @param sequence number of the collective in its communicator
     * @param word name of the call, with the name that the user gave it
     * @param sinceNanos time of the first arrival, on the clock of the machine
     * @param missing members for which the collective waits
     * @param of number of members of the collective, including departed members
     */
    record Waiting(int communicator, long sequence, String word, long sinceNanos, RankSet missing, int of)
            implements Notice {}

    /**
     * A collective that {@link Waiting} reported has ended, with any outcome. Only the master publishes this notice.
     */
    record Resumed(int communicator, long sequence, String word, long sinceNanos) implements Notice {}
}
