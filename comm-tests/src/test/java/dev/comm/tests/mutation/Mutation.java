package dev.comm.tests.mutation;

/**
 * One wrong byte.
 *
 * @param saying the number of the frame in the session
 * @param offset the offset of the byte in the frame
 */
record Mutation(int saying, int offset, Kind kind) {
    /** The mutation that changes nothing. */
    static final Mutation NONE = new Mutation(-1, 0, Kind.ZERO);

    /** The way in which a byte is changed. */
    enum Kind {
        FIRST_BIT,
        LAST_BIT,
        ZERO,
        ONES
    }

    void applyTo(int number, byte[] frame) {
        if (number == saying) {
            frame[offset] = spoiled(frame[offset]);
        }
    }

    private byte spoiled(byte value) {
        return switch (kind) {
            case FIRST_BIT -> (byte) (value ^ 0x80);
            case LAST_BIT -> (byte) (value ^ 1);
            case ZERO -> 0;
            case ONES -> (byte) 0xFF;
        };
    }
}
