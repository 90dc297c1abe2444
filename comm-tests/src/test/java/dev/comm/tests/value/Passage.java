package dev.comm.tests.value;

import dev.comm.api.error.SerializationException;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;

/** Sends a value through the codec that all calls use. */
final class Passage {
    private final ValueCodec sender;
    private final ValueCodec receiver;

    Passage(String serializer) {
        sender = ValueCodec.withSerializer(Edges.config(serializer));
        receiver = ValueCodec.withSerializer(Edges.config(serializer));
    }

    /** How a passage ended. */
    enum End {
        EQUAL,
        REFUSED,
        /** Not equal to what was sent, or refused by the receiver: never right. */
        CHANGED
    }

    /**
     * An end, with what was said about it.
     *
     * @param text the message of a refusal, else what arrived
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
