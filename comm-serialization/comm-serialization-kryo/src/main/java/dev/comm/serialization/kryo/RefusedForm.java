package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** A form that reserves the number of a type that Comm cannot create, so that later numbers do not change. */
final class RefusedForm extends Serializer<Object> {
    private final String reason;

    RefusedForm(String reason) {
        this.reason = reason;
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        throw new MalformedException(reason);
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
        throw new MalformedException(reason);
    }
}
