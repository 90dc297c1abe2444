package dev.comm.testkit;

import java.time.Duration;
import java.util.Set;
import org.apiguardian.api.API;

/** The network between the members, with the faults that a test can cause while they run. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Network {
    /**
     * Returns one direction between two members.
     *
     * @throws IllegalArgumentException if there is no such rank, or both are the same
     */
    Link link(int from, int to);

    /** Blocks both directions between two groups of ranks. */
    Partition partition(Set<Integer> left, Set<Integer> right);

    /**
     * Applies a rule to all frames from now on. If several rules are in force, the first rule that does not say pass
     * decides.
     */
    FrameRule.Handle rule(FrameRule rule);

    /**
     * Connects to the master now as something that is not Comm, and sends only these bytes.
     *
     * @param gap the time between two bytes; with zero, all bytes are sent at once
     */
    void stranger(byte[] bytes, Duration gap);

    /** Ends all faults that last: blocks, holds, clogs, partitions, delays, limits and rules. */
    void heal();
}
