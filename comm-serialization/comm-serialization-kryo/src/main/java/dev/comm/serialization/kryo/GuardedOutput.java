package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.OutputStream;
import java.util.Collection;

/** The output of a message. It rejects values that no reader would accept. */
final class GuardedOutput extends Output {
    private Tables tables = new Tables();

    GuardedOutput(int bufferBytes) {
        super(bufferBytes, bufferBytes);
    }

    /** Begins a message. With null, it ends the message. */
    void begin(OutputStream to) {
        setOutputStream(to);
        tables = new Tables();
    }

    /** Begins a hashing set or map. */
    void beginTable(int count) {
        tables.begin(count);
        writeVarInt(count, true);
    }

    void endTable() {
        tables.end();
    }

    void writeKey(Kryo kryo, Object key) {
        tables.beginKey();
        kryo.writeClassAndObject(this, key);
        tables.endKey();
    }

    /** Writes a hashing set. */
    void writeKeys(Kryo kryo, Collection<?> keys) {
        beginTable(keys.size());
        keys.forEach(key -> writeKey(kryo, key));
        endTable();
    }
}
