package dev.comm.core.testing;

import dev.comm.api.error.SerializationException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * A serializer for members whose values the core encodes itself. It exists because a member does not start without a
 * serializer.
 */
public final class UnusedSerializer implements Serializer {
    /** The provider, which has the name of the default serializer. */
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
