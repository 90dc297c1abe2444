package dev.comm.testkit;

import java.time.Duration;
import java.util.Set;
import org.apiguardian.api.API;

/** The network between the members, with the faults that a test can cause while they run. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Network {
    /**
     * One direction between two members.
     *
     * @throws IllegalArgumentException if there is no such rank, or both are the same
     */
    Link link(int from, int to);

    /** Shuts both ways between two groups of ranks. */
    Partition partition(Set<Integer> left, Set<Integer> right);

    /** Lets a rule decide about frames from now on; the first rule that does not say pass decides. */
    FrameRule.Handle rule(FrameRule rule);

    /**
     * Something that is not Comm connects to the master now and says nothing more than these bytes.
     *
     * @param gap time between two bytes; if it is zero all are sent at once
     */
    void stranger(byte[] bytes, Duration gap);

    /** Ends everything that lasts: blocks, holds, clogs, partitions, delays, limits and rules. */
    void heal();
}
