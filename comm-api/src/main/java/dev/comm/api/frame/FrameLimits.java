package dev.comm.api.frame;

import org.apiguardian.api.API;

/**
 * Bounds of the binary form. The encoder refuses (or, for texts and times, cuts) what the decoder of a peer would
 * refuse.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameLimits {
    /** Largest frame, header included, before the peer has proved who it is. */
    public static final int HANDSHAKE_FRAME_BYTES_MAX = 4_096;

    /** Largest sum of header, fixed fields and TLV section; the default of the largest frame at once. */
    public static final int FIXED_BYTES_MAX = 1 << 20;

    /** Longest string in UTF-8; a REJECTED with such a sentence still fits into a frame of the handshake. */
    public static final int STRING_BYTES_MAX = 2_048;

    /** Longest string of bytes (nonces, proofs, fingerprints). */
    public static final int BYTES_MAX = 1_024;

    /** Most elements of a list, and of a set of ranks. */
    public static final int LIST_MAX = 65_535;

    /** Longest time: 100 years, so that it can be added to any clock reading. */
    public static final long DURATION_NANOS_MAX = 3_155_760_000_000_000_000L;

    private FrameLimits() {}
}
