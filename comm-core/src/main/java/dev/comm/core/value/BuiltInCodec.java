package dev.comm.core.value;

import dev.comm.api.Payload;
import dev.comm.api.error.SerializationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;

/** The codec of the values that need no serializer. Numbers are big-endian. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BuiltInCodec {
    private BuiltInCodec() {}

    static Payload write(BuiltInForm form, Object value) {
        return switch (form) {
            case RAW -> Payload.of((byte[]) value);
            case STRING -> Payload.of(((String) value).getBytes(StandardCharsets.UTF_8));
            case INT -> flipped(ByteBuffer.allocate(4).putInt((Integer) value));
            case LONG -> flipped(ByteBuffer.allocate(8).putLong((Long) value));
            case DOUBLE -> flipped(ByteBuffer.allocate(8).putDouble((Double) value));
            case BOOLEAN -> flipped(ByteBuffer.allocate(1).put((byte) ((Boolean) value ? 1 : 0)));
            case INTS, LONGS, DOUBLES, FLOATS -> ArrayForm.of(form).write(value);
            case PAYLOAD -> value instanceof Payload payload ? payload : Payload.of((ByteBuffer) value);
            case SERIALIZED, ERROR -> throw new IllegalArgumentException("not built in: " + form);
        };
    }

    static Object read(BuiltInForm form, Payload payload) {
        if (form == BuiltInForm.PAYLOAD) {
            return payload;
        }
        ByteBuffer bytes = payload.bytes();
        return switch (form) {
            case RAW -> array(bytes);
            case STRING -> text(bytes);
            case INT -> exactly(bytes, 4).getInt();
            case LONG -> exactly(bytes, 8).getLong();
            case DOUBLE -> exactly(bytes, 8).getDouble();
            case BOOLEAN -> exactly(bytes, 1).get() != 0;
            case INTS, LONGS, DOUBLES, FLOATS -> ArrayForm.of(form).read(bytes);
            case SERIALIZED, ERROR, PAYLOAD -> throw new IllegalArgumentException("not built in: " + form);
        };
    }

    /** Decodes UTF-8 strictly, because a replaced character would make another text. */
    private static String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new SerializationException("the bytes of a text are not UTF-8", e);
        }
    }

    public static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return array;
    }

    private static ByteBuffer exactly(ByteBuffer bytes, int count) {
        if (bytes.remaining() != count) {
            throw new SerializationException("expected " + count + " bytes, found " + bytes.remaining());
        }
        return bytes;
    }

    private static Payload flipped(ByteBuffer bytes) {
        return Payload.of(bytes.flip());
    }
}
