package dev.comm.core.testing;

import dev.comm.api.error.SerializationException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A serializer for members whose values the core writes by itself: a member does not start without one. */
public final class UnusedSerializer implements Serializer {
    /** Has the name of the default serializer. */
    public static final SerializerProvider PROVIDER = new SerializerProvider() {
        @Override
        public String name() {
            return "java";
        }

        @Override
        public Serializer create(SerializerContext context) {
            return new UnusedSerializer();
        }
    };

    private UnusedSerializer() {}

    @Override
    public void write(Object value, OutputStream to) {
        throw new SerializationException("unused");
    }

    @Override
    public <T> T read(ByteBuffer bytes, Class<T> type) {
        throw new SerializationException("unused");
    }

    @Override
    public byte[] fingerprint() {
        return new byte[0];
    }
}
