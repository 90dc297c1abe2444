package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.ObjectInstantiator;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.InstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;
import dev.comm.api.spi.JdkViews;
import dev.comm.api.spi.TypeAdvice;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * A Kryo that identifies types only by their numbers, creates no objects itself, and reports missing types with a cure.
 */
final class StrictKryo extends Kryo {
    StrictKryo(ClassLoader loader, int depthMax) {
        super(new NumbersOnly(), null); // null, because references are not tracked
        setRegistrationRequired(true);
        setMaxDepth(depthMax);
        setClassLoader(loader);
        setInstantiatorStrategy(new NoCreation());
    }

    @Override
    @SuppressWarnings("rawtypes") // the signature is Kryo's
    public Registration getRegistration(Class type) {
        Registration known = getClassResolver().getRegistration(type);
        if (known != null) {
            return known;
        }
        JdkViews view = JdkViews.of(type);
        if (view != null) {
            return super.getRegistration(arriving(view));
        }
        try {
            return super.getRegistration(type);
        } catch (IllegalArgumentException e) { // the text of the exception is advice for programs that use Kryo
            // directly
            throw new MalformedException(TypeAdvice.undeclared((Class<?>) type));
        }
    }

    /** Returns the class whose form a view uses. */
    private static Class<?> arriving(JdkViews view) {
        return switch (view) {
            case LIST -> ArrayList.class;
            case FIXED_LIST -> List.of().getClass();
            case SET -> LinkedHashSet.class;
            case SORTED_SET -> TreeSet.class;
            case ENTRY -> SimpleImmutableEntry.class;
        };
    }

    /** Rejects every attempt to allow unregistered types. */
    @Override
    public void setRegistrationRequired(boolean required) {
        if (!required) {
            throw new UnsupportedOperationException("registration is always required here");
        }
        super.setRegistrationRequired(true);
    }

    /**
     * A strategy that forbids Kryo to create objects, because Kryo's own strategies bypass constructors. Forms create
     * the objects instead.
     */
    private static final class NoCreation implements InstantiatorStrategy {
        @Override
        public <T> ObjectInstantiator<T> newInstantiatorOf(Class<T> type) {
            throw new MalformedException("Kryo may not create " + type.getName());
        }
    }

    /**
     * A resolver that finds types only by number. Kryo's own resolver would look up a class by a name from the bytes
     * before it checks the registration.
     */
    private static final class NumbersOnly extends DefaultClassResolver {
        private static final int NULL = -2;

        @Override
        protected Registration readName(Input input) {
            throw new MalformedException("it names a class instead of a declared type's number");
        }

        @Override
        public Registration readClass(Input input) {
            ((GuardedInput) input).nextObject();
            int start = input.position();
            int number = input.readVarInt(true) - 2;
            input.setPosition(start);
            if (number != NULL && number != NAME && getRegistration(number) == null) {
                throw new MalformedException(
                        "give the same types, in the same order, to CommConfig.types(...) on all members:"
                                + " no type with the number " + number + " is declared here");
            }
            return super.readClass(input);
        }
    }
}
