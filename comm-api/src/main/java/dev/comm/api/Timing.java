package dev.comm.api;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * All times of a run. Each side announces its own heartbeat and dead timeout; the larger counts.
 *
 * @param heartbeat interval of signs of life (± 10 %); longer in teams of thousands, up to a third of {@code dead}
 * @param suspect silence after which a peer is suspect: shown, nothing is decided; two intervals at least
 * @param dead silence after which a member departs as SILENT
 * @param aggregation silent departures within this window make one view
 * @param handshake bound on a connection's handshake
 * @param retryMin first pause between attempts to connect
 * @param retryMax longest pause between attempts to connect
 * @param startup bound on the start of a member, and on waiting for the missing
 * @param collective default deadline of a collective and of every other call
 * @param drainMargin how long before the end of its live time a node takes no new work
 * @param masterLease how long a node goes on without its master before it ends every call
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Timing(
        Duration heartbeat,
        Duration suspect,
        Duration dead,
        Duration aggregation,
        Duration handshake,
        Duration retryMin,
        Duration retryMax,
        Duration startup,
        Duration collective,
        Duration drainMargin,
        Duration masterLease) {
    /**
     * Reads a time as settings are read: {@code 50us}, {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d},
     * {@code PT30S}, or a number of milliseconds.
     *
     * @throws IllegalArgumentException with a sentence that says what is expected
     */
    public static Duration read(String text) {
        return Parsers.duration(text);
    }
}
