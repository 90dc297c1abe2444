package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The form of a collection without a comparator. The elements are in the order of iteration. */
final class CollectionForm extends Serializer<Collection<?>> {
    private final IntFunction<Collection<Object>> create;
    private final Function<Collection<Object>, Collection<?>> finish;
    private final boolean hashes;

    /**
     * Creates a form.
     *
     * @param create constructor of an empty collection for a number of elements
     * @param finish conversion of the filled collection to the result
     */
    CollectionForm(IntFunction<Collection<Object>> create, Function<Collection<Object>, Collection<?>> finish) {
        this.create = create;
        this.finish = finish;
        this.hashes = create.apply(0) instanceof Set;
    }

    @Override
    public void write(Kryo kryo, Output output, Collection<?> collection) {
        if (hashes) {
            ((GuardedOutput) output).writeKeys(kryo, collection);
            return;
        }
        output.writeVarInt(collection.size(), true);
        collection.forEach(element -> kryo.writeClassAndObject(output, element));
    }

    @Override
    public Collection<?> read(Kryo kryo, Input input, Class<? extends Collection<?>> ignored) {
        GuardedInput in = (GuardedInput) input;
        return finish.apply(hashes ? readKeys(kryo, in) : readElements(kryo, in));
    }

    private Collection<Object> readElements(Kryo kryo, GuardedInput input) {
        int count = input.readCount(1);
        Collection<Object> collection = create.apply(count);
        for (int i = 0; i < count; i++) {
            collection.add(kryo.readClassAndObject(input));
        }
        return collection;
    }

    private Collection<Object> readKeys(Kryo kryo, GuardedInput input) {
        int count = input.beginTable(1);
        Collection<Object> set = create.apply(count);
        for (int i = 0; i < count; i++) {
            set.add(input.readKey(kryo));
        }
        input.endTable();
        return set;
    }
}
