package dev.comm.testkit.engine;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Takes the place of a serializer that is not there, so that clusters whose programs send only what Comm writes by
 * itself need none on the class path. It refuses everything else, with the sentence that a node of a real cluster says.
 *
 * @param name the serializer's name
 * @param cure what to add, and what was found
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
