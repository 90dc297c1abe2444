package dev.comm.core.value;

import dev.comm.api.Payload;
import dev.comm.api.Slice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.apiguardian.api.API;

/** The elements of a place in an array as bytes. They are converted piece by piece, when the bytes are read. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ArrayPayload implements Payload {
    private final ArrayForm form;
    private final Slice<?> slice;

    private ArrayPayload(ArrayForm form, Slice<?> slice) {
        this.form = form;
        this.slice = slice;
    }

    /** Returns the payload of a place. */
    static Payload of(Slice<?> slice) {
        return new ArrayPayload(ArrayForm.ofArray(slice.array()), slice);
    }

    /** Returns the same elements as a place in a new array, which the program of the caller cannot change. */
    public static Slice<?> copy(Slice<?> slice) {
        ArrayForm form = ArrayForm.ofArray(slice.array());
        Object copy = form.create(slice.count());
        System.arraycopy(slice.array(), slice.from(), copy, 0, slice.count());
        return Slice.of(copy);
    }

    /** Copies the elements into another place of the same type and length, which may overlap with this one. */
    void copyInto(Slice<?> place) {
        System.arraycopy(slice.array(), slice.from(), place.array(), place.from(), place.count());
    }

    @Override
    public long length() {
        return (long) slice.count() * form.width();
    }

    @Override
    public int read(long position, ByteBuffer target) {
        if (position < 0) {
            throw new IllegalArgumentException("give a position from 0, not " + position);
        }
        int total = (int) Math.max(0, Math.min(target.remaining(), length() - position));
        int done = 0;
        while (done < total) {
            done += readSome(position + done, total - done, target);
        }
        return total;
    }

    /** Reads whole elements if the position is at an element and there is room for one, else a part of one element. */
    private int readSome(long position, int room, ByteBuffer target) {
        int width = form.width();
        int element = slice.from() + (int) (position / width);
        int inside = (int) (position % width);
        if (inside == 0 && room >= width) {
            int count = room / width;
            form.put(slice.array(), element, count, target.slice().order(ByteOrder.BIG_ENDIAN));
            target.position(target.position() + count * width);
            return count * width;
        }
        ByteBuffer one = ByteBuffer.allocate(width);
        form.put(slice.array(), element, 1, one);
        int count = Math.min(width - inside, room);
        target.put(one.slice(inside, count));
        return count;
    }

    @Override
    public ByteBuffer bytes() {
        if (length() > Integer.MAX_VALUE) {
            throw new IllegalStateException("use read: " + length() + " bytes do not fit into one buffer");
        }
        return slice(0, (int) length());
    }

    @Override
    public ByteBuffer slice(long position, int length) {
        Objects.checkFromIndexSize(position, length, length());
        if (slice.array() instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes, slice.from() + (int) position, length)
                    .slice()
                    .asReadOnlyBuffer();
        }
        ByteBuffer copy = ByteBuffer.allocate(length);
        read(position, copy);
        return copy.flip().asReadOnlyBuffer();
    }

    @Override
    public boolean isInMemory() {
        return true;
    }

    @Override
    public void close() {
        // The garbage collector frees the array.
    }
}
