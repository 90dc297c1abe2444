package dev.comm.tests.value;

import dev.comm.api.error.SerializationException;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;

/** The passage of a value through the codec of all calls. */
final class Passage {
    private final ValueCodec sender;
    private final ValueCodec receiver;

    Passage(String serializer) {
        sender = ValueCodec.withSerializer(Edges.config(serializer));
        receiver = ValueCodec.withSerializer(Edges.config(serializer));
    }

    /** The result of a passage. */
    enum End {
        EQUAL,
        REFUSED,
        /** The value arrived different, or the receiver refused it. This result is always wrong. */
        CHANGED
    }

    /**
     * The result of a passage with its text.
     *
     * @param text the message of a refusal, or the arrived value
     */
    record Result(End end, String text) {}

    Result send(Object value) {
        Value written;
        try {
            written = sender.encode(value);
        } catch (SerializationException e) {
            return new Result(End.REFUSED, String.valueOf(e.getMessage()));
        }
        try {
            Object arrived = receiver.take(written, Object.class);
            boolean alike = Alike.alike(value, arrived);
            return new Result(alike ? End.EQUAL : End.CHANGED, alike ? "" : said(arrived));
        } catch (SerializationException e) {
            return new Result(End.CHANGED, "the receiver refused it: " + e.getMessage());
        }
    }

    private static String said(Object arrived) {
        try {
            return arrived == null ? "null" : arrived.getClass().getName() + " " + arrived;
        } catch (StackOverflowError circle) {
            return arrived.getClass().getName() + " in a circle";
        }
    }
}
