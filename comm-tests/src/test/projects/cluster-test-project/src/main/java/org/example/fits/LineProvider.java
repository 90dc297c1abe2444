package org.example.fits;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;

/** Found by the name {@code lines}. */
public final class LineProvider implements SerializerProvider {
    @Override
    public String name() {
        return "lines";
    }

    @Override
    public Serializer create(SerializerContext context) {
        return new LineSerializer(context);
    }
}
