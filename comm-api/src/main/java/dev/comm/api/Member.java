package dev.comm.api;

import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * One living member: a rank in one incarnation.
 *
 * @param rank slot in the communicator, 0 is the master
 * @param incarnation 64 random bits drawn when the process joined; a process that comes back has another one
 * @param host host name the member gave of itself, for people only
 * @param remainingLiveTime how long the member still offers to work, or null if it set no limit
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Member(int rank, long incarnation, String host, Duration remainingLiveTime) {
    /** Checks that rank and host are given. */
    public Member {
        if (rank < 0) {
            throw new IllegalArgumentException("rank must be at least 0, not " + rank);
        }
        Objects.requireNonNull(host, "host");
    }
}
