package dev.comm.serialization.java;

import java.nio.ByteBuffer;

/** The objects in the data of a JDK collection that become keys of a hash table. */
enum Table {
    /** No object, because the collection is not a table. */
    NONE,
    /** Every object is a key. */
    SET,
    /** Every second object is a key. */
    MAP;

    /** The kinds of {@code java.util.CollSer} for a set and a map. All other kinds are lists. */
    private static final int FIXED_SET = 2;

    private static final int FIXED_MAP = 3;

    /**
     * Returns the kind of table in the further data of an object.
     *
     * @param fields buffer whose position is at the fields of primitive types
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
            return SET; // the JDK does not write this form, but reads it
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
