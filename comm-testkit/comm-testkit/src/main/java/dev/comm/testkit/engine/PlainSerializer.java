package dev.comm.testkit.engine;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Stands in for a serializer, so that clusters whose programs send only what Comm writes by itself need none on the
 * class path; refuses everything else.
 */
final class PlainSerializer implements Serializer {
    static final SerializerProvider PROVIDER = new SerializerProvider() {
        @Override
        public String name() {
            return "java";
        }

        @Override
        public Serializer create(SerializerContext context) {
            return new PlainSerializer();
        }
    };

    @Override
    public void write(Object value, OutputStream to) throws IOException {
        throw new IOException(value.getClass().getName() + " needs a serializer; give one to SimCluster.configure by"
                + " providers(…), for example that of comm-serialization-java");
    }

    @Override
    public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
        throw new IOException(type.getName() + " needs a serializer");
    }

    @Override
    public byte[] fingerprint() {
        return new byte[0];
    }
}
