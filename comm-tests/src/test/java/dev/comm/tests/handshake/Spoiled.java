package dev.comm.tests.handshake;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameEncoder;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Frames with one field changed, in a form that every decoder takes. */
final class Spoiled {
    /** One field and one other value. */
    record Way(String field, UnaryOperator<Object> change) {
        byte[] apply(byte[] frame) {
            return encode(replaced(decode(frame), field, change));
        }

        @Override
        public String toString() {
            return "another " + field;
        }
    }

    private Spoiled() {}

    /** Ways to change each field of a type of frame. */
    static List<Way> ways(FrameType type) {
        List<Way> ways = new ArrayList<>();
        for (RecordComponent field : type.command().getRecordComponents()) {
            others(field.getType()).forEach(change -> ways.add(new Way(field.getName(), change)));
        }
        return ways;
    }

    private static List<UnaryOperator<Object>> others(Class<?> type) {
        if (type == int.class) {
            return List.of(value -> (int) value + 1, value -> Math.max(0, (int) value - 1) + 2);
        } else if (type == long.class) {
            return List.of(value -> (long) value + 1, value -> ~(long) value);
        } else if (type == boolean.class) {
            return List.of(value -> !(boolean) value);
        } else if (type == String.class) {
            return List.of(value -> value + "x", value -> value.equals("") ? "kryo" : "");
        } else if (type == Bytes.class) {
            return List.of(value -> Bytes.EMPTY, value -> changed((Bytes) value), value -> doubled((Bytes) value));
        } else if (type == List.class) {
            return List.of(value -> List.of(), value -> List.of("kryo"), value -> List.of("java", "kryo"));
        }
        throw new AssertionError("how is a " + type + " changed?");
    }

    private static Bytes changed(Bytes value) {
        byte[] bytes = value.toArray();
        bytes[0] ^= 1;
        return Bytes.of(bytes);
    }

    private static Bytes doubled(Bytes value) {
        return Bytes.of(ByteBuffer.allocate(2 * value.length())
                .put(changed(value).toArray())
                .put(changed(value).toArray())
                .array());
    }

    /** The same frame with an empty proof. */
    static byte[] withoutProof(byte[] frame) {
        return encode(replaced(decode(frame), "proof", proof -> Bytes.EMPTY));
    }

    private static Command decode(byte[] frame) {
        Command[] found = (Command[]) Array.newInstance(Command.class, 1);
        new FrameDecoder(frame.length).decode(ByteBuffer.wrap(frame), (header, command, payload) -> found[0] = command);
        return found[0];
    }

    private static byte[] encode(Command command) {
        ByteBuffer frame = FrameEncoder.encode(command, 0, false, 0);
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static Command replaced(Command command, String name, UnaryOperator<Object> change) {
        try {
            RecordComponent[] fields = command.getClass().getRecordComponents();
            Object[] values = new Object[fields.length];
            Class<?>[] types = new Class<?>[fields.length];
            for (int i = 0; i < fields.length; i++) {
                Object value = fields[i].getAccessor().invoke(command);
                types[i] = fields[i].getType();
                values[i] = fields[i].getName().equals(name) ? change.apply(value) : value;
            }
            return (Command) command.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
