package dev.comm.core.codec;

import org.apiguardian.api.API;

/**
 * The limits of the binary form. The encoder cuts texts and times that exceed a limit, and rejects every other field
 * that a decoder would reject.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameLimits {
    /** Size of the largest frame, header included, before authentication. */
    public static final int HANDSHAKE_FRAME_BYTES_MAX = 4_096;

    /**
     * Largest total size of header, fixed fields and TLV section. The default size of the largest frame is the same.
     */
    public static final int FIXED_BYTES_MAX = 1 << 20;

    /**
     * Length of the longest string in UTF-8. A REJECTED frame with a text of this length fits into a handshake frame.
     */
    public static final int STRING_BYTES_MAX = 2_048;

    /** Length of the longest byte string (nonces, proofs, fingerprints). */
    public static final int BYTES_MAX = 1_024;

    /** Maximum number of elements of a list or of a set of ranks. */
    public static final int LIST_MAX = 65_535;

    /** Longest duration: 100 years. The sum of a clock reading and this duration cannot overflow. */
    public static final long DURATION_NANOS_MAX = 3_155_760_000_000_000_000L;

    private FrameLimits() {}
}
