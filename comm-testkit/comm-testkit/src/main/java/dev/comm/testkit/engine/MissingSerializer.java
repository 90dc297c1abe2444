package dev.comm.testkit.engine;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * A substitute for a missing serializer. Clusters with programs that send only types which Comm writes by itself need
 * no serializer on the class path. The substitute refuses all other values, with the same message as a node of a real
 * cluster.
 *
 * @param name the name of the serializer
 * @param cure the artifact to add, and the serializers that were found
 */
record MissingSerializer(String name, String cure) implements SerializerProvider {
    @Override
    public Serializer create(SerializerContext context) {
        return new Refusing(cure);
    }

    private record Refusing(String cure) implements Serializer {
        @Override
        public void write(Object value, OutputStream to) throws IOException {
            throw new IOException(cure + "; " + value.getClass().getName() + " needs it");
        }

        @Override
        public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
            throw new IOException(cure + "; " + type.getName() + " needs it");
        }

        @Override
        public byte[] fingerprint() {
            return new byte[0];
        }
    }
}
