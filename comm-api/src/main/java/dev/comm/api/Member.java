package dev.comm.api;

import dev.comm.api.error.PlainText;
import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * One living member: a rank in one incarnation.
 *
 * @param rank rank in the communicator; 0 is the master
 * @param incarnation 64 random bits that the process drew when it joined; a process that joins again draws new bits
 * @param host host name that the member reported, for display only
 * @param remainingLiveTime time for which the member still offers to work, or null for no limit
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Member(int rank, long incarnation, String host, Duration remainingLiveTime) {
    /** Checks that the rank is not negative and the host is not null. */
    public Member {
        if (rank < 0) {
            throw new IllegalArgumentException("rank must be at least 0, not " + rank);
        }
        Objects.requireNonNull(host, "host");
    }

    /** Shows control and format characters of the host escaped, because another process reported it. */
    @Override
    public String toString() {
        return "Member[rank=" + rank + ", incarnation=" + incarnation + ", host=" + PlainText.of(host)
                + ", remainingLiveTime=" + remainingLiveTime + "]";
    }
}
