package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.util.Util;
import java.io.OutputStream;

/**
 * One Kryo instance with its output buffer. Only one thread at a time may use it.
 *
 * <p>Values pass through a small buffer and are read in place, so a large message leaves no large memory behind. This
 * is the only class that lets Kryo read.
 */
final class Engine {
    private static final int BUFFER_BYTES = 8 << 10;

    private final Kryo kryo;
    private final GuardedOutput output = new GuardedOutput(BUFFER_BYTES);

    Engine(Registry registry, ClassLoader loader, int depthMax) {
        kryo = new StrictKryo(loader, depthMax);
        for (Entry entry : registry.entries()) {
            kryo.register(new Registration(entry.type(), entry.form(), entry.number()));
        }
    }

    void write(Object value, OutputStream to) {
        output.begin(to);
        kryo.writeClassAndObject(output, value);
        output.flush();
        output.begin(null);
    }

    /** Reads one value from all bytes. Compares the type of the value before any object is created. */
    Object read(GuardedInput input, Class<?> expected) {
        Registration registration = kryo.readClass(input);
        if (registration == null) {
            throw mismatch("null");
        }
        Class<?> found = registration.getType();
        if (!expected.isAssignableFrom(Util.getWrapperClass(found))) {
            throw mismatch(found.getName());
        }
        Object value = kryo.readObject(input, found);
        if (!expected.isInstance(value)) {
            throw mismatch(value == null ? "null" : value.getClass().getName());
        }
        if (input.left() > 0) {
            throw new MalformedException(input.left() + " bytes follow after the value");
        }
        return value;
    }

    private static MalformedException mismatch(String got) {
        return new MalformedException("check that sender and receiver make the same call: the bytes hold " + got);
    }
}
