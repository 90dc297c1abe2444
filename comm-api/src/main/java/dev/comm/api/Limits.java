package dev.comm.api;

import java.util.stream.LongStream;
import org.apiguardian.api.API;

/**
 * All bounds on sizes and counts.
 *
 * @param frameBytes largest frame after authentication (4 KiB before)
 * @param payloadBytes largest payload of one call
 * @param memoryPayloadBytes received payloads above this size go to a spool file
 * @param memoryTotalBytes received payloads in memory together; above it they go to spool files
 * @param outboundBytes messages of other members that the master holds in memory for one that reads them slowly; who
 *     sends more waits
 * @param members ranks of a run
 * @param endpoints open connections
 * @param handshakes connections that have not proved who they are; above it the oldest goes. An eighth of it for one
 *     address (of IPv6 one network), this machine's own excepted
 * @param backlog connections that may wait to be accepted
 * @param openCollectives collectives open at once on a communicator
 * @param openRequests requests and tasks that wait in one process
 * @param messages messages that wait for receive in one process
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Limits(
        int frameBytes,
        long payloadBytes,
        long memoryPayloadBytes,
        long memoryTotalBytes,
        int outboundBytes,
        int members,
        int endpoints,
        int handshakes,
        int backlog,
        int openCollectives,
        int openRequests,
        int messages) {
    /** The defaults; memory bounds follow the heap of this process. */
    public static Limits defaults() {
        long heap = Runtime.getRuntime().maxMemory();
        return new Limits(
                1 << 20,
                1L << 40,
                Math.min(64L << 20, heap / 16),
                heap / 4,
                8 << 20,
                16_384,
                16_384,
                1_024,
                1_024,
                16,
                1 << 20,
                1 << 16);
    }

    /** Whether every bound is positive and a frame holds what the handshake may send. */
    boolean isUsable() {
        return frameBytes >= 4096
                && memoryPayloadBytes <= 1 << 30 // it is one array
                && LongStream.of(
                                payloadBytes,
                                memoryPayloadBytes,
                                memoryTotalBytes,
                                outboundBytes,
                                members,
                                endpoints,
                                handshakes,
                                backlog,
                                openCollectives,
                                openRequests,
                                messages)
                        .allMatch(bound -> bound > 0);
    }
}
