package org.example.data;

import dev.comm.api.CommConfig;
import dev.comm.api.error.CommException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.core.provider.Providers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Sends a point and a track to itself, and prints what came back or why not. */
public final class Try {
    private Try() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(roundTrip(new Point(1, 2)));
        System.out.println(roundTrip(Track.of(new Point(3, 4))));
    }

    private static String roundTrip(Object value) throws Exception {
        SerializerProvider provider = Providers.find(
                SerializerProvider.class, "kryo", CommConfig.builder().build());
        List<Class<?>> types = List.of(value.getClass(), Point.class);
        try {
            Serializer serializer = provider.create(SerializerContext.builder(types, Try.class.getClassLoader())
                    .payloadBytesMax(1 << 20)
                    .build());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            serializer.write(value, bytes);
            return serializer.read(ByteBuffer.wrap(bytes.toByteArray()), value.getClass()).toString();
        } catch (CommException e) {
            return e.getMessage();
        }
    }
}
