package dev.comm.core.value;

import dev.comm.api.Payload;
import dev.comm.api.Slice;
import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.Value;
import java.util.Locale;

/** The reader of a received array into a place, piece by piece and without a new array of this length. */
final class ArrayReader {
    private static final int PIECE = 64 << 10;

    private ArrayReader() {}

    /**
     * Returns the number of elements of a value that is an array of the same type as the given one.
     *
     * @throws SerializationException if the value is no such array
     */
    static int count(Value value, Object like) {
        ArrayForm form = ArrayForm.ofArray(like);
        Content content = value.content();
        BuiltInForm given = content.kind() == Content.Kind.VALUE ? BuiltInForm.ofCode(content.form()) : null;
        if (given != form.form()) {
            throw new SerializationException("give " + form.word() + " on all ranks: expected " + form.word()
                    + ", but the peer sent " + word(given));
        }
        return form.count(content.length());
    }

    private static String word(BuiltInForm given) {
        ArrayForm form = given == null ? null : ArrayForm.of(given);
        return form == null ? "no array" : form.word();
    }

    /**
     * Reads a value into a place of the same type and length. A value of this process is copied directly. The place is
     * unchanged after an error of the check.
     *
     * @throws SerializationException if the value is not an array of this type and length
     */
    static void read(Value value, Slice<?> place) {
        ArrayForm form = ArrayForm.ofArray(place.array());
        int count = count(value, place.array());
        if (count != place.count()) {
            throw new SerializationException(String.format(
                    Locale.ROOT,
                    "give a place of the length that is sent: the peer sent %,d %s, the place has %,d",
                    count,
                    form.word(),
                    place.count()));
        }
        Payload payload = value.payload();
        if (payload instanceof ArrayPayload own) {
            own.copyInto(place);
            return;
        }
        for (int done = 0; done < count; ) {
            int piece = Math.min(PIECE / form.width(), count - done);
            form.get(
                    payload.slice((long) done * form.width(), piece * form.width()),
                    place.array(),
                    place.from() + done,
                    piece);
            done += piece;
        }
    }
}
