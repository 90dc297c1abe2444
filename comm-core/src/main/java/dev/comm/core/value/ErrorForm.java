package dev.comm.core.value;

import dev.comm.api.Payload;
import dev.comm.api.error.RemoteException;
import dev.comm.core.machine.ErrorText;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The form of an exception as text: class, message, stack with causes, and rank, in at most 16 KiB. So the receiver
 * deserializes no exception objects.
 */
final class ErrorForm {
    private static final int TEXT_MAX = 16 << 10;
    private static final int TYPE_BYTES_MAX = 1 << 10;
    private static final int MESSAGE_BYTES_MAX = 5 << 10;
    private static final int STACK_BYTES_MAX = 9 << 10;

    private ErrorForm() {}

    static Payload write(Throwable error, int rank) {
        byte[] type = text(error.getClass().getName(), TYPE_BYTES_MAX);
        byte[] message = text(ErrorText.message(error), MESSAGE_BYTES_MAX);
        byte[] stack = text(RemoteStack.of(error, STACK_BYTES_MAX), STACK_BYTES_MAX);
        ByteBuffer bytes = ByteBuffer.allocate(16 + type.length + message.length + stack.length);
        bytes.putInt(type.length).put(type);
        bytes.putInt(message.length).put(message);
        bytes.putInt(stack.length).put(stack);
        bytes.putInt(rank);
        return Payload.of(bytes.flip());
    }

    /** Decodes the description of an exception. */
    static RemoteException read(Payload payload) {
        try {
            ByteBuffer bytes = payload.slice(0, (int) Math.min(payload.length(), 4L * TEXT_MAX));
            String type = text(bytes);
            String message = text(bytes);
            String stack = text(bytes);
            return new RemoteException(bytes.getInt(), type, message, stack);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            return new RemoteException(-1, "unknown", "its description is unreadable", "");
        }
    }

    /** Returns the longest beginning of a text that fits, without half a character at its end. */
    static byte[] text(String text, int bytesMax) {
        ByteBuffer bytes = ByteBuffer.allocate(bytesMax);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(text), bytes, true);
        return BuiltInCodec.array(bytes.flip());
    }

    private static String text(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
