package dev.comm.serialization.java;

/**
 * The description of a class in a stream. It gives the layout of the part of an object that belongs to the class.
 *
 * @param name name of the class
 * @param flags flags of the stream's format, such as {@code SC_WRITE_METHOD}
 * @param primitiveBytes total number of bytes of the fields of primitive types
 * @param references number of the other fields
 * @param above description of the superclass, or null
 * @param local properties of the class that has this name in this process
 */
record Shape(String name, int flags, int primitiveBytes, int references, Shape above, LocalClass local) {
    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Returns the number of bytes of an array's element, or 0 if the element is an object. */
    int elementBytes() {
        return name.length() == 2 && name.charAt(0) == '[' ? bytesOf(name.charAt(1)) : 0;
    }

    /**
     * Returns the number of bytes of a primitive type by its code in a stream; 0 for an object or an array, -1 for an
     * invalid code.
     */
    static int bytesOf(char code) {
        return switch (code) {
            case 'B', 'Z' -> 1;
            case 'C', 'S' -> 2;
            case 'I', 'F' -> 4;
            case 'J', 'D' -> 8;
            case 'L', '[' -> 0;
            default -> -1;
        };
    }
}
