package dev.comm.serialization.java;

import java.io.ObjectInputStream;

/**
 * Properties of a class in this process, which the stream does not contain.
 *
 * @param ofJdk whether it belongs to the JDK; classes of the JDK all write their fields first
 * @param readsByHand whether it has a {@code readObject} method, which may read any data in any order
 * @param hashesByIdentity whether its {@code hashCode} is that of {@link Object}
 * @param replaced whether the object that is read is another than the one that later references mean
 */
record LocalClass(boolean ofJdk, boolean readsByHand, boolean hashesByIdentity, boolean replaced) {
    private static final LocalClass UNKNOWN = new LocalClass(false, false, false, false);

    /** A cache, because a message may name a class many times. */
    private static final ClassValue<LocalClass> KNOWN = new ClassValue<>() {
        @Override
        protected LocalClass computeValue(Class<?> type) {
            boolean ofJdk = type.getClassLoader() == null;
            boolean readsByHand = !ofJdk && declares(type, "readObject", ObjectInputStream.class);
            boolean replaced = type.isRecord() || declaresAbove(type, "readResolve");
            return new LocalClass(ofJdk, readsByHand, !ofJdk && hasIdentity(type), replaced);
        }
    };

    /**
     * The properties of a class.
     *
     * @param type the class, or null if it may not travel
     */
    static LocalClass of(Class<?> type) {
        return type == null ? UNKNOWN : KNOWN.get(type);
    }

    /** Whether the class has an identity hash; an object with {@code readResolve} is replaced before hashing. */
    private static boolean hasIdentity(Class<?> type) {
        boolean byIdentity = !declaresAbove(type, "hashCode") && !declaresAbove(type, "readResolve");
        return byIdentity && !type.isInterface() && !type.isArray();
    }

    /** Whether the class or one above it declares the method. */
    private static boolean declaresAbove(Class<?> type, String method) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (declares(c, method)) {
                return true;
            }
        }
        return false;
    }

    private static boolean declares(Class<?> type, String method, Class<?>... parameters) {
        try {
            return type.getDeclaredMethod(method, parameters) != null;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
