package org.example.fits;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/** Lines and points as a letter and numbers, and nothing else. */
final class LineSerializer implements Serializer {
    private final SerializerContext context;

    LineSerializer(SerializerContext context) {
        this.context = context;
    }

    @Override
    public void write(Object value, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        if (value instanceof Line line && context.types().contains(Line.class)) {
            out.writeByte('L');
            out.writeDouble(line.slope());
            out.writeDouble(line.offset());
        } else if (value instanceof Points points && context.types().contains(Points.class)) {
            out.writeByte('P');
            write(points.x(), out);
            write(points.y(), out);
        } else {
            throw new IOException("the serializer 'lines' does not write " + value.getClass().getName()
                    + "; it knows Line and Points, if CommConfig.types(...) declares them");
        }
        out.flush();
    }

    private static void write(double[] numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.length);
        for (double each : numbers) {
            out.writeDouble(each);
        }
    }

    @Override
    public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
        if (bytes.remaining() > context.payloadBytesMax()) {
            throw new IOException(bytes.remaining() + " bytes are over the limit of " + context.payloadBytesMax());
        }
        try {
            ByteBuffer in = bytes.slice();
            Object value = read(in);
            if (in.hasRemaining()) {
                throw new IOException(in.remaining() + " bytes follow the value");
            }
            if (!type.isInstance(value) || !context.types().contains(value.getClass())) {
                throw new IOException("a " + value.getClass().getName() + " came instead of a " + type.getName());
            }
            return type.cast(value);
        } catch (BufferUnderflowException e) {
            throw new IOException("the message ends too early", e);
        }
    }

    private static Object read(ByteBuffer in) throws IOException {
        byte kind = in.get();
        return switch (kind) {
            case 'L' -> new Line(in.getDouble(), in.getDouble());
            case 'P' -> new Points(numbers(in), numbers(in));
            default -> throw new IOException("no value begins with the byte " + kind);
        };
    }

    private static double[] numbers(ByteBuffer in) throws IOException {
        int count = in.getInt();
        // Looked at before memory is taken for it.
        if (count < 0 || count > in.remaining() / Double.BYTES) {
            throw new IOException("the message is too short for " + count + " numbers");
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.getDouble();
        }
        return numbers;
    }

    @Override
    public byte[] fingerprint() {
        return context.fingerprint(List.of("lines 1"));
    }
}
