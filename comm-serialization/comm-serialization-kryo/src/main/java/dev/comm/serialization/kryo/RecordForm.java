package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * The form of a record: the components in the order of declaration. The canonical constructor creates and checks the
 * record.
 */
final class RecordForm extends Serializer<Object> {
    private final Class<?> type;
    private final Slot[] slots;
    private final MethodHandle constructor;

    /**
     * Creates the form.
     *
     * @throws dev.comm.api.error.ConfigException if the package is not open to this module
     */
    RecordForm(Class<?> type) {
        super(false, true);
        this.type = type;
        this.slots =
                Arrays.stream(type.getRecordComponents()).map(RecordForm::slot).toArray(Slot[]::new);
        Class<?>[] types = Arrays.stream(slots).map(Slot::type).toArray(Class<?>[]::new);
        try {
            constructor = Access.constructor(type.getDeclaredConstructor(types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor", e);
        }
    }

    private static Slot slot(RecordComponent component) {
        return new Slot(
                component.getDeclaringRecord(),
                component.getName(),
                component.getType(),
                Access.accessor(component.getAccessor()),
                null);
    }

    @Override
    public void write(Kryo kryo, Output output, Object value) {
        for (Slot slot : slots) {
            slot.write(kryo, output, value);
        }
    }

    @Override
    public Object read(Kryo kryo, Input input, Class<? extends Object> ignored) {
        Object[] values = new Object[slots.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = slots[i].read(kryo, input);
        }
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new MalformedException(
                    "the constructor of " + type.getName() + " refused its components: " + CleanText.of(e), e);
        }
    }
}
