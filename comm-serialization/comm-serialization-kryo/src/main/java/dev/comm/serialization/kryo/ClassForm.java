package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.comm.api.error.ConfigException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The form of a plain class: Comm calls the constructor without arguments, then sets the fields that are neither static
 * nor transient. The fields of superclasses come first. Within a class, the fields have the order of their names.
 *
 * <p>This form does not use Kryo's own field access, which needs packages that are exported to Kryo, and
 * {@code sun.misc.Unsafe} on newer JDKs.
 */
final class ClassForm extends Serializer<Object> {
    private final Class<?> type;
    private final List<Slot> slots = new ArrayList<>();
    private final MethodHandle constructor;

    /**
     * Creates the form.
     *
     * @throws ConfigException if the class has no usable constructor or its package is not open to this module
     */
    ClassForm(Class<?> type) {
        this.type = type;
        constructor = constructor(type);
        collect(type);
    }

    private static MethodHandle constructor(Class<?> type) {
        try {
            return Access.constructor(type.getDeclaredConstructor()).asType(MethodType.methodType(Object.class));
        } catch (NoSuchMethodException e) {
            throw new ConfigException(
                    "give type " + type.getName() + " a constructor without arguments (it may be private),"
                            + " or make it a record: it cannot travel with the serializer 'kryo'",
                    e);
        }
    }

    private void collect(Class<?> owner) {
        if (owner.getSuperclass() != Object.class) {
            collect(owner.getSuperclass());
        }
        Field[] fields = owner.getDeclaredFields();
        Arrays.sort(fields, Comparator.comparing(Field::getName)); // getDeclaredFields has no defined order
        for (Field field : fields) {
            if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0 && !field.isSynthetic()) {
                slots.add(
                        new Slot(owner, field.getName(), field.getType(), Access.getter(field), Access.setter(field)));
            }
        }
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        for (Slot slot : slots) {
            slot.write(kryo, output, value);
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> ignored) {
        Object value = create();
        for (Slot slot : slots) {
            slot.set(value, slot.read(kryo, input));
        }
        return value;
    }

    private Object create() {
        try {
            return (Object) constructor.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new MalformedException("the constructor of " + type.getName() + " failed", e);
        }
    }
}
