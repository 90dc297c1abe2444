package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import dev.comm.api.spi.ReadTime;

/**
 * Reads a message that is in memory, and rejects every length that the message cannot hold.
 *
 * <p>Kryo allocates memory for a length before it reads the first element. This input first compares a length with the
 * remaining bytes, and the elements of all collections with the bytes of the message, because each element takes at
 * least one byte.
 */
final class GuardedInput extends Input {
    private static final int LOOKS_MASK = 15;
    private static final int TABLES_MAX = 16;

    /**
     * The limit of table entries in a key. A hostile sender can make a table compare two keys with equal hashes, and
     * compare each entry of their tables with each other.
     */
    private static final int ENTRIES_IN_KEY_MAX = 4_096;

    private final int lengthBytes;
    private final ReadTime time;
    private long announced;
    private int objects;
    private int tables;
    private int keys;
    private long entriesInKey;

    GuardedInput(byte[] bytes, int offset, int length, ReadTime time) {
        super(bytes, offset, length);
        lengthBytes = length;
        this.time = time;
    }

    /** Begins an object; checks the time budget now and then. */
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

    /** Begins a hashing set or map; returns the number of its entries, each of at least the given number of bytes. */
    int beginTable(int bytesEach) {
        int count = readCount(bytesEach);
        if (++tables > TABLES_MAX) {
            throw new MalformedException("more than " + TABLES_MAX + " sets or maps are nested in each other");
        }
        entriesInKey += keys > 0 ? count : 0;
        if (entriesInKey > ENTRIES_IN_KEY_MAX) {
            throw new MalformedException("send lists in place of sets of sets:"
                    + " a key of a map or an element of a set holds tables of more than "
                    + ENTRIES_IN_KEY_MAX + " entries");
        }
        return count;
    }

    void endTable() {
        tables--;
    }

    /** Reads a key of a table; nothing can stop the table while it compares the key with others. */
    Object readKey(Kryo kryo) {
        look();
        entriesInKey = keys++ == 0 ? 0 : entriesInKey;
        Object key = kryo.readClassAndObject(this);
        keys--;
        return key;
    }

    int left() {
        return limit - position;
    }

    /** Reads the number of elements, each of at least the given number of bytes. */
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

    /** Checks the length of a string without consuming it; short ASCII strings have an end mark instead. */
    private void checkText() {
        int start = position;
        if (readVarIntFlag()) {
            int count = readVarIntFlag(true);
            check(Math.max(count - 1, count >> 31), 1);
        }
        position = start;
    }
}
