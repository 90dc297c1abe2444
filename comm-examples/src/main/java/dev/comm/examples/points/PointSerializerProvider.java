package dev.comm.examples.points;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A complete serializer plug-in. It writes points as text, for example {@code 1.5;-2.0}. */
public final class PointSerializerProvider implements SerializerProvider {
    /** Creates the provider. The service loader calls this constructor. */
    public PointSerializerProvider() {}

    @Override
    public String name() {
        return "points";
    }

    @Override
    public Serializer create(SerializerContext context) {
        return new PointSerializer();
    }

    private static final class PointSerializer implements Serializer {
        @Override
        public void write(Object value, OutputStream to) throws IOException {
            if (!(value instanceof Point point)) {
                throw new IOException("the serializer 'points' writes points only, not "
                        + value.getClass().getName());
            }
            to.write((point.x() + ";" + point.y()).getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
            String[] parts = StandardCharsets.US_ASCII.decode(bytes).toString().split(";", -1);
            if (parts.length != 2 || !type.isAssignableFrom(Point.class)) {
                throw new IOException("expected a point as 'x;y'");
            }
            try {
                return type.cast(new Point(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])));
            } catch (NumberFormatException e) {
                throw new IOException("expected numbers in a point", e);
            }
        }

        @Override
        public byte[] fingerprint() {
            return "points 1".getBytes(StandardCharsets.US_ASCII);
        }
    }
}
