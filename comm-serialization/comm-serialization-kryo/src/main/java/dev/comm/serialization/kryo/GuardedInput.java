package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import dev.comm.api.spi.ReadTime;

/**
 * The input for a message in memory. It rejects every length that the message cannot hold.
 *
 * <p>Kryo allocates memory for a length before it reads the first element. This input first compares a length with the
 * remaining bytes, and the number of elements of all collections with the bytes of the message. This is possible
 * because each element takes at least one byte.
 */
final class GuardedInput extends Input {
    private static final int LOOKS_MASK = 15;

    private final int lengthBytes;
    private final ReadTime time;
    private final Tables tables = new Tables();
    private long announced;
    private int objects;

    GuardedInput(byte[] bytes, int offset, int length, ReadTime time) {
        super(bytes, offset, length);
        lengthBytes = length;
        this.time = time;
    }

    /** Begins an object. The time budget is checked at every sixteenth object. */
    void nextObject() {
        if ((++objects & LOOKS_MASK) == 0) {
            look();
        }
    }

    private void look() {
        if (time.isOver()) {
            throw new MalformedException(
                    "reading it takes too long: its " + lengthBytes + " bytes need more work than allowed");
        }
    }

    /**
     * Begins a hashing set or map.
     *
     * @param bytesEach minimum number of bytes of an entry
     * @return the number of entries
     */
    int beginTable(int bytesEach) {
        int count = readCount(bytesEach);
        tables.begin(count);
        return count;
    }

    void endTable() {
        tables.end();
    }

    /**
     * Reads a key of a table. The time budget is checked first, because nothing can stop the table while it compares
     * the key with others.
     */
    Object readKey(Kryo kryo) {
        look();
        tables.beginKey();
        Object key = kryo.readClassAndObject(this);
        tables.endKey();
        return key;
    }

    int left() {
        return limit - position;
    }

    /**
     * Reads the number of elements.
     *
     * @param bytesEach minimum number of bytes of an element
     */
    int readCount(int bytesEach) {
        int count = readVarInt(true);
        check(count, bytesEach);
        announced += count;
        if (announced > lengthBytes) {
            throw new MalformedException("its collections announce more elements than the message has bytes");
        }
        return count;
    }

    private void check(int count, int bytesEach) {
        if (count < 0 || (long) count * bytesEach > left()) {
            throw new MalformedException(
                    "a length of " + count + " does not fit the " + left() + " bytes that are left");
        }
    }

    @Override
    public byte[] readBytes(int length) {
        check(length, 1);
        return super.readBytes(length);
    }

    @Override
    public int[] readInts(int length) {
        check(length, Integer.BYTES);
        return super.readInts(length);
    }

    @Override
    public int[] readInts(int length, boolean optimizePositive) {
        check(length, 1);
        return super.readInts(length, optimizePositive);
    }

    @Override
    public long[] readLongs(int length) {
        check(length, Long.BYTES);
        return super.readLongs(length);
    }

    @Override
    public long[] readLongs(int length, boolean optimizePositive) {
        check(length, 1);
        return super.readLongs(length, optimizePositive);
    }

    @Override
    public float[] readFloats(int length) {
        check(length, Float.BYTES);
        return super.readFloats(length);
    }

    @Override
    public double[] readDoubles(int length) {
        check(length, Double.BYTES);
        return super.readDoubles(length);
    }

    @Override
    public short[] readShorts(int length) {
        check(length, Short.BYTES);
        return super.readShorts(length);
    }

    @Override
    public char[] readChars(int length) {
        check(length, Character.BYTES);
        return super.readChars(length);
    }

    @Override
    public boolean[] readBooleans(int length) {
        check(length, 1);
        return super.readBooleans(length);
    }

    @Override
    public String readString() {
        checkText();
        return super.readString();
    }

    @Override
    public StringBuilder readStringBuilder() {
        checkText();
        return super.readStringBuilder();
    }

    /** Checks the length of a string without consuming it. Short ASCII strings have an end mark instead of a length. */
    private void checkText() {
        int start = position;
        if (readVarIntFlag()) {
            int count = readVarIntFlag(true);
            check(Math.max(count - 1, count >> 31), 1);
        }
        position = start;
    }
}
