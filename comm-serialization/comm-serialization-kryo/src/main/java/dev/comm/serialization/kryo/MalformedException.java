package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.KryoException;

/** The exception for an invalid value or message. Its text is part of the message for users. */
final class MalformedException extends KryoException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }

    MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
