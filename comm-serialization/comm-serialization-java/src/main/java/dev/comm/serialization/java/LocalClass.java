package dev.comm.serialization.java;

import java.io.ObjectInputStream;

/**
 * The properties of a class in this process. The stream does not contain them.
 *
 * @param ofJdk whether the class belongs to the JDK. All classes of the JDK write their fields first
 * @param readsByHand whether the class has a {@code readObject} method, which may read any data in any order
 * @param hashesByIdentity whether the class inherits {@code hashCode} from {@link Object}
 * @param replaced whether the object that is read differs from the object that later references denote
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
     * Returns the properties of a class.
     *
     * @param type the class, or null if it may not travel
     */
    static LocalClass of(Class<?> type) {
        return type == null ? UNKNOWN : KNOWN.get(type);
    }

    /**
     * Returns whether objects of the class have an identity hash. An object with {@code readResolve} is replaced before
     * it is hashed.
     */
    private static boolean hasIdentity(Class<?> type) {
        boolean byIdentity = !declaresAbove(type, "hashCode") && !declaresAbove(type, "readResolve");
        return byIdentity && !type.isInterface() && !type.isArray();
    }

    /** Returns whether the class or a superclass declares the method. */
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
