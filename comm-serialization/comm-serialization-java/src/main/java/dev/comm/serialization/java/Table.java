package dev.comm.serialization.java;

import java.nio.ByteBuffer;

/** The objects of a JDK collection's data that become keys of a hash table. */
enum Table {
    /** No object, because the collection is not a table. */
    NONE,
    /** Every object. */
    SET,
    /** Every second object. */
    MAP;

    /** Kinds of {@code java.util.CollSer}: a set and a map; others are lists. */
    private static final int FIXED_SET = 2;

    private static final int FIXED_MAP = 3;

    /**
     * The kind of table in the further data of an object.
     *
     * @param fields buffer positioned at its fields of primitive types
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
            return SET; // not as the JDK writes it, but the JDK reads it
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
