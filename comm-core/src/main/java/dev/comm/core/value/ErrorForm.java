package dev.comm.core.value;

import dev.comm.api.Payload;
import dev.comm.api.error.RemoteException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Encodes an exception as text: class, message, stack and rank. The receiver deserializes no exception objects. */
final class ErrorForm {
    private static final int TEXT_MAX = 16 << 10;
    private static final int FRAMES_MAX = 60;

    private ErrorForm() {}

    static Payload write(Throwable error, int rank) {
        byte[] type = text(error.getClass().getName());
        byte[] message = text(ErrorText.message(error));
        byte[] stack = text(stack(error));
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

    private static String stack(Throwable error) {
        StringBuilder text = new StringBuilder();
        StackTraceElement[] frames = ErrorText.frames(error);
        for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
            text.append("\tat ").append(frames[i]).append('\n');
        }
        Throwable cause = ErrorText.cause(error);
        if (cause != null) {
            text.append("Caused by: ").append(ErrorText.summary(cause)).append('\n');
        }
        return text.toString();
    }

    private static byte[] text(String text) {
        String bounded = text.length() > TEXT_MAX / 4 ? text.substring(0, TEXT_MAX / 4) : text;
        return bounded.getBytes(StandardCharsets.UTF_8);
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
