package dev.comm.serialization.java;

import java.nio.ByteBuffer;

/** Which of the objects that a collection of the JDK writes become keys of a hash table. */
enum Table {
    /** None: it is no table. */
    NONE,
    /** Each. */
    SET,
    /** Every other one. */
    MAP;

    /** Kinds of {@code java.util.CollSer}: a set and a map; others are lists. */
    private static final int FIXED_SET = 2;

    private static final int FIXED_MAP = 3;

    /**
     * How an object of this class goes on.
     *
     * @param fields its fields of primitive types are next
     */
    static Table of(Shape shape, ByteBuffer fields) {
        return switch (shape.name()) {
            case "java.util.HashSet" -> SET;
            case "java.util.HashMap" -> MAP;
            case "java.util.CollSer" -> ofFixed(shape, fields);
            default -> NONE;
        };
    }

    private static Table ofFixed(Shape shape, ByteBuffer fields) {
        if (shape.primitiveBytes() != Integer.BYTES || fields.remaining() < Integer.BYTES) {
            return SET; // not as the JDK writes it: the JDK takes what it finds
        }
        int kind = fields.getInt(fields.position()) & 0xFF;
        if (kind == FIXED_MAP) {
            return MAP;
        }
        return kind == FIXED_SET ? SET : NONE;
    }

    boolean isKey(long index) {
        return this == SET || this == MAP && index % 2 == 0;
    }
}
