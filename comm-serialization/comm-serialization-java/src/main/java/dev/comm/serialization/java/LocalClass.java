package dev.comm.serialization.java;

import java.io.ObjectInputStream;

/**
 * What the class of an object does here, in this process: the stream does not tell.
 *
 * @param ofJdk it belongs to the JDK, whose classes all write their fields before anything else
 * @param readsByHand it has a {@code readObject} of its own, which may ask for anything in any order
 * @param hashesByIdentity its {@code hashCode} is that of {@link Object}, whatever its fields are
 */
record LocalClass(boolean ofJdk, boolean readsByHand, boolean hashesByIdentity) {
    private static final LocalClass UNKNOWN = new LocalClass(false, false, false);

    /** Looked up once: a message may name the same class many times. */
    private static final ClassValue<LocalClass> KNOWN = new ClassValue<>() {
        @Override
        protected LocalClass computeValue(Class<?> type) {
            boolean ofJdk = type.getClassLoader() == null;
            boolean readsByHand = !ofJdk && declares(type, "readObject", ObjectInputStream.class);
            return new LocalClass(ofJdk, readsByHand, !ofJdk && hasIdentity(type));
        }
    };

    /**
     * Finds out.
     *
     * @param type the class, or null if it is none that may travel
     */
    static LocalClass of(Class<?> type) {
        return type == null ? UNKNOWN : KNOWN.get(type);
    }

    /** What stands for another object becomes that one before it is hashed. */
    private static boolean hasIdentity(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (declares(c, "hashCode") || declares(c, "readResolve")) {
                return false;
            }
        }
        return !type.isInterface() && !type.isArray();
    }

    private static boolean declares(Class<?> type, String method, Class<?>... parameters) {
        try {
            return type.getDeclaredMethod(method, parameters) != null;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
