package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.KryoException;

/** A value or a message that cannot be; the message is the part of a sentence for people. */
final class MalformedException extends KryoException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }

    MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
