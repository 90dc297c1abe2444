package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * A component of a record or a field of a class.
 *
 * @param owner class of the component or field
 * @param name name of the component or field
 * @param type declared type; a value that was read must be an instance of it
 * @param getter method handle from the owner to the value
 * @param setter method handle that takes owner and value, or null for a record
 */
record Slot(Class<?> owner, String name, Class<?> type, MethodHandle getter, MethodHandle setter) {
    private static final MethodType GET = MethodType.methodType(Object.class, Object.class);
    private static final MethodType SET = MethodType.methodType(void.class, Object.class, Object.class);

    Slot {
        getter = getter.asType(GET);
        setter = setter == null ? null : setter.asType(SET);
    }

    void write(Kryo kryo, Output output, Object from) {
        Object value = get(from);
        if (!type.isPrimitive()) {
            kryo.writeClassAndObject(output, value);
        } else {
            writePrimitive(output, value);
        }
    }

    private void writePrimitive(Output output, Object value) {
        if (type == int.class) {
            output.writeInt((int) value);
        } else if (type == double.class) {
            output.writeDouble((double) value);
        } else if (type == long.class) {
            output.writeLong((long) value);
        } else if (type == boolean.class) {
            output.writeBoolean((boolean) value);
        } else if (type == float.class) {
            output.writeFloat((float) value);
        } else if (type == byte.class) {
            output.writeByte((byte) value);
        } else if (type == short.class) {
            output.writeShort((short) value);
        } else {
            output.writeChar((char) value);
        }
    }

    Object read(Kryo kryo, Input input) {
        if (type.isPrimitive()) {
            return readPrimitive(input);
        }
        Object value = kryo.readClassAndObject(input);
        if (value != null && !type.isInstance(value)) {
            throw new MalformedException(owner.getName() + "." + name + " cannot hold a "
                    + value.getClass().getName());
        }
        return value;
    }

    private Object readPrimitive(Input input) {
        if (type == int.class) {
            return input.readInt();
        }
        if (type == double.class) {
            return input.readDouble();
        }
        if (type == long.class) {
            return input.readLong();
        }
        if (type == boolean.class) {
            return input.readBoolean();
        }
        if (type == float.class) {
            return input.readFloat();
        }
        if (type == byte.class) {
            return input.readByte();
        }
        return type == short.class ? (Object) input.readShort() : (Object) input.readChar();
    }

    private Object get(Object from) {
        try {
            return (Object) getter.invokeExact(from);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new MalformedException(owner.getName() + "." + name + " cannot be read", e);
        }
    }

    void set(Object to, Object value) {
        try {
            setter.invokeExact(to, value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new MalformedException(owner.getName() + "." + name + " cannot be set", e);
        }
    }
}
