package dev.comm.tests.contract;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.serialization.java.JavaSerializerProvider;
import dev.comm.testkit.contract.SerializerContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A correct serializer with one fault. */
abstract class BrokenSerializer implements SerializerContract {
    @Override
    public List<Class<?>> types() {
        return List.of(Things.Grid.class, Things.Planet.class);
    }

    @Override
    public List<?> values() {
        return List.of(Things.cell(1), Things.planet(), List.of(Things.cell(2), Things.Unit.FOOT));
    }

    @Override
    public SerializerProvider provider() {
        return new SerializerProvider() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Serializer create(SerializerContext context) {
                return broken(context);
            }
        };
    }

    /** Returns the serializer under test, which is usually a wrapper of a correct one. */
    abstract Serializer broken(SerializerContext context);

    static Serializer good(SerializerContext context) {
        return new JavaSerializerProvider().create(context);
    }

    static SerializerContext with(SerializerContext context, Class<?> more) {
        List<Class<?>> types = new ArrayList<>(context.types());
        types.add(more);
        return SerializerContext.builder(types, context.loader())
                .payloadBytesMax(context.payloadBytesMax())
                .depthMax(context.depthMax())
                .build();
    }

    static byte[] bytes(Serializer serializer, Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serializer.write(value, out);
        return out.toByteArray();
    }

    /** A serializer that passes all calls on to another one. */
    abstract static class Wrapper implements Serializer {
        final Serializer inner;

        Wrapper(Serializer inner) {
            this.inner = inner;
        }

        @Override
        public void write(Object value, OutputStream to) throws IOException {
            inner.write(value, to);
        }

        @Override
        public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
            return inner.read(bytes, type);
        }

        @Override
        public byte[] fingerprint() {
            return inner.fingerprint();
        }
    }
}
