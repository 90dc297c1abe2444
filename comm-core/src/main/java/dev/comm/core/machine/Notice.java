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

    /** The node left at the shutdown's deadline, although its program had not ended. */
    record LeftWithoutProgram() implements Notice {}

    /** This process was fenced: its work no longer counts. */
    record Fenced() implements Notice {}

    /** At the master: a collective was decided without ranks that had left in order. */
    record CalledWithoutLeavers(String call, SortedSet<Integer> leavers) implements Notice {}

    /** This node left, because it could not use its own disk. */
    record OwnFault() implements Notice {}

    /** The master has been silent for the suspect time, or is gone. */
    record MasterSuspected(boolean lost) implements Notice {}

    /**
     * At the master: a collective waits for members, and has done so for {@code waiting.warn} or a multiple of it (W1).
     *
     * @param communicator id of the communicator
     * @param sequence number of the collective in it
     * @param word the name of the call, and the user's name for it
     * @param sinceNanos the time of the first arrival, on the clock of the machine
     * @param missing the members that it waits for
     * @param of the number of its members, also the departed ones
     */
    record Waiting(int communicator, long sequence, String word, long sinceNanos, RankSet missing, int of)
            implements Notice {}

    /** At the master: a collective that {@link Waiting} told of has ended, with any outcome. */
    record Resumed(int communicator, long sequence, String word, long sinceNanos) implements Notice {}
}
