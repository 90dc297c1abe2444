package dev.comm.serialization.java;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.io.UncheckedIOException;

/** A writer of object streams that needs no class for the objects, so that the tests contain no hostile class. */
final class RawStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private interface Step {
        void run() throws IOException;
    }

    RawStream() {
        step(() -> {
            out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
            out.writeShort(ObjectStreamConstants.STREAM_VERSION);
        });
    }

    /** Returns an object without fields, whose class has the given name. */
    static byte[] object(String className) {
        return new RawStream()
                .tag(ObjectStreamConstants.TC_OBJECT)
                .type(className, 1L)
                .bytes();
    }

    /** Returns only the beginning of an array of the given length. */
    static byte[] array(String className, long version, int length) {
        RawStream stream = new RawStream().tag(ObjectStreamConstants.TC_ARRAY).type(className, version);
        return stream.number(length).bytes();
    }

    static byte[] proxy(String... interfaces) {
        RawStream stream = new RawStream()
                .tag(ObjectStreamConstants.TC_OBJECT)
                .tag(ObjectStreamConstants.TC_PROXYCLASSDESC)
                .number(interfaces.length);
        for (String name : interfaces) {
            stream.step(() -> stream.out.writeUTF(name));
        }
        return stream.tag(ObjectStreamConstants.TC_ENDBLOCKDATA)
                .tag(ObjectStreamConstants.TC_NULL)
                .bytes();
    }

    RawStream tag(byte tag) {
        step(() -> out.writeByte(tag));
        return this;
    }

    RawStream number(int number) {
        step(() -> out.writeInt(number));
        return this;
    }

    RawStream type(String className, long version) {
        step(() -> {
            out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
            out.writeUTF(className);
            out.writeLong(version);
            out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
            out.writeShort(0);
            out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
            out.writeByte(ObjectStreamConstants.TC_NULL);
        });
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void step(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
