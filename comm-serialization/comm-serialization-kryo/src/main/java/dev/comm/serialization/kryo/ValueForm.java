package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The form of a small JDK value, from one function in each direction. */
final class ValueForm<T> extends Serializer<T> {
    private final Writer<T> writer;
    private final Reader<T> reader;

    interface Writer<T> {
        void write(Kryo kryo, Output output, T value);
    }

    interface Reader<T> {
        T read(Kryo kryo, GuardedInput input);
    }

    private ValueForm(Writer<T> writer, Reader<T> reader) {
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    public void write(Kryo kryo, Output output, T value) {
        writer.write(kryo, output, value);
    }

    @Override
    public T read(Kryo kryo, Input input, Class<? extends T> ignored) {
        return reader.read(kryo, (GuardedInput) input);
    }

    static <T> Serializer<T> of(Writer<T> writer, Reader<T> reader) {
        return new ValueForm<>(writer, reader);
    }

    static Serializer<BigInteger> ofBigInteger() {
        return new ValueForm<>((k, out, value) -> writeInteger(out, value), (k, in) -> readInteger(in));
    }

    static Serializer<BigDecimal> ofBigDecimal() {
        return new ValueForm<>(
                (k, out, value) -> {
                    writeInteger(out, value.unscaledValue());
                    out.writeInt(value.scale());
                },
                (k, in) -> new BigDecimal(readInteger(in), in.readInt()));
    }

    private static void writeInteger(Output output, BigInteger value) {
        byte[] bytes = value.toByteArray();
        output.writeVarInt(bytes.length, true);
        output.writeBytes(bytes);
    }

    private static BigInteger readInteger(GuardedInput input) {
        return new BigInteger(input.readBytes(input.readVarInt(true)));
    }

    static Serializer<MathContext> ofMathContext() {
        return new ValueForm<>(
                (k, out, value) -> {
                    out.writeInt(value.getPrecision());
                    out.writeByte(value.getRoundingMode().ordinal());
                },
                (k, in) -> new MathContext(in.readInt(), RoundingMode.values()[in.readByte()]));
    }

    static Serializer<UUID> ofUuid() {
        return new ValueForm<>(
                (k, out, value) -> {
                    out.writeLong(value.getMostSignificantBits());
                    out.writeLong(value.getLeastSignificantBits());
                },
                (k, in) -> new UUID(in.readLong(), in.readLong()));
    }

    static Serializer<BitSet> ofBitSet() {
        return new ValueForm<>(
                (k, out, value) -> writeLongs(out, value.toLongArray()), (k, in) -> BitSet.valueOf(readLongs(in)));
    }

    static Serializer<long[]> ofLongs() {
        return new ValueForm<>((k, out, value) -> writeLongs(out, value), (k, in) -> readLongs(in));
    }

    /**
     * Creates the form of {@code int[]}. Kryo's own form writes each number in as few bytes as possible, which is
     * slower.
     */
    static Serializer<int[]> ofInts() {
        return new ValueForm<>(
                (k, out, value) -> {
                    out.writeVarInt(value.length, true);
                    out.writeInts(value, 0, value.length);
                },
                (k, in) -> in.readInts(in.readVarInt(true)));
    }

    /** Creates the form of {@code boolean[]}. Kryo's own form allocates memory before it reads. */
    static Serializer<boolean[]> ofBooleans() {
        return new ValueForm<>(
                (k, out, value) -> {
                    out.writeVarInt(value.length, true);
                    out.writeBooleans(value, 0, value.length);
                },
                (k, in) -> in.readBooleans(in.readVarInt(true)));
    }

    private static void writeLongs(Output output, long[] values) {
        output.writeVarInt(values.length, true);
        output.writeLongs(values, 0, values.length);
    }

    private static long[] readLongs(GuardedInput input) {
        return input.readLongs(input.readVarInt(true));
    }

    static Serializer<Optional<?>> ofOptional() {
        return new ValueForm<>(
                (kryo, out, value) -> kryo.writeClassAndObject(out, value.orElse(null)),
                (kryo, in) -> Optional.ofNullable(kryo.readClassAndObject(in)));
    }

    static Serializer<SimpleEntry<?, ?>> ofEntry() {
        return new ValueForm<>(
                (kryo, out, value) -> {
                    kryo.writeClassAndObject(out, value.getKey());
                    kryo.writeClassAndObject(out, value.getValue());
                },
                (kryo, in) -> new SimpleEntry<>(kryo.readClassAndObject(in), kryo.readClassAndObject(in)));
    }

    static Serializer<Map.Entry<?, ?>> ofImmutableEntry() {
        return new ValueForm<>(
                (kryo, out, value) -> {
                    kryo.writeClassAndObject(out, value.getKey());
                    kryo.writeClassAndObject(out, value.getValue());
                },
                (kryo, in) -> new SimpleImmutableEntry<>(kryo.readClassAndObject(in), kryo.readClassAndObject(in)));
    }
}
