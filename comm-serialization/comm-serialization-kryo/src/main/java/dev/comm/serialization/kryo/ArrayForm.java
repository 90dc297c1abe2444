package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.Array;

/** The form of an array of objects. */
final class ArrayForm extends Serializer<Object[]> {
    private final Class<?> element;

    ArrayForm(Class<?> arrayType) {
        this.element = arrayType.getComponentType();
    }

    @Override
    public void write(Kryo kryo, Output output, Object[] array) {
        output.writeVarInt(array.length, true);
        for (Object value : array) {
            kryo.writeClassAndObject(output, value);
        }
    }

    @Override
    public Object[] read(Kryo kryo, Input input, Class<? extends Object[]> ignored) {
        Object[] array = (Object[]) Array.newInstance(element, ((GuardedInput) input).readCount(1));
        for (int i = 0; i < array.length; i++) {
            Object value = kryo.readClassAndObject(input);
            if (value != null && !element.isInstance(value)) {
                throw new MalformedException("an array of " + element.getName() + " cannot hold a "
                        + value.getClass().getName());
            }
            array[i] = value;
        }
        return array;
    }
}
