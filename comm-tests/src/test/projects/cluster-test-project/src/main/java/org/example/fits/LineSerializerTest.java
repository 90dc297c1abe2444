package org.example.fits;

import dev.comm.api.spi.SerializerProvider;
import dev.comm.testkit.contract.SerializerContract;
import java.util.Arrays;
import java.util.List;

/** The serializer keeps what every serializer promises. */
class LineSerializerTest implements SerializerContract {
    @Override
    public SerializerProvider provider() {
        return new LineProvider();
    }

    @Override
    public List<Class<?>> types() {
        return List.of(Line.class, Points.class);
    }

    @Override
    public List<?> values() {
        return List.of(
                new Line(0.5, -1),
                new Line(Double.NaN, Double.NEGATIVE_INFINITY),
                new Points(new double[0], new double[0]),
                new Points(new double[] {1, 2, 3}, new double[] {4, 5, 6}));
    }

    @Override
    public boolean same(Object written, Object read) {
        return written instanceof Points one && read instanceof Points other
                ? Arrays.equals(one.x(), other.x()) && Arrays.equals(one.y(), other.y())
                : written.equals(read);
    }
}
