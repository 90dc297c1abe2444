package dev.comm.tests.canary;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;

/** A class loader that alone has the canaries, and notes who asks for one. */
final class Cage extends ClassLoader {
    private static final String BIRDS = "dev.comm.tests.canary.CagedBirds";

    private final Set<String> asked = new ConcurrentSkipListSet<>();

    Cage() {
        super(Cage.class.getClassLoader());
    }

    /** What a hostile peer sends, by serializer; written in a cage of its own. */
    @SuppressWarnings("unchecked")
    static Map<String, List<byte[]>> bytes() {
        try {
            Object birds = new Cage().loadClass(BIRDS).getDeclaredConstructor().newInstance();
            Map<String, List<byte[]>> bytes = ((Supplier<Map<String, List<byte[]>>>) birds).get();
            Alarm.clear(); // those who were written rang too
            return bytes;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Canaries that somebody wanted from this loader. */
    Set<String> asked() {
        return asked;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(BIRDS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            asked.add(name);
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
