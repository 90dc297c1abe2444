package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.ObjectInstantiator;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.InstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;

/** A Kryo that knows types by number only, creates nothing by itself and says in people's words what is missing. */
final class StrictKryo extends Kryo {
    StrictKryo(ClassLoader loader, int depthMax) {
        super(new NumbersOnly(), null); // null: references are not kept
        setRegistrationRequired(true);
        setMaxDepth(depthMax);
        setClassLoader(loader);
        setInstantiatorStrategy(new NoCreation());
    }

    @Override
    @SuppressWarnings("rawtypes") // Kryo's signature
    public Registration getRegistration(Class type) {
        try {
            return super.getRegistration(type);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Registry.undeclared(type), e);
        }
    }

    /** Nothing may make this one trust what it reads. */
    @Override
    public void setRegistrationRequired(boolean required) {
        if (!required) {
            throw new UnsupportedOperationException("registration is always required here");
        }
        super.setRegistrationRequired(true);
    }

    /** Forms create what they read; Kryo's own ways go around constructors. */
    private static final class NoCreation implements InstantiatorStrategy {
        @Override
        public <T> ObjectInstantiator<T> newInstantiatorOf(Class<T> type) {
            throw new MalformedException("Kryo may not create " + type.getName());
        }
    }

    /**
     * Kryo's own resolver would look for a class by a name out of the bytes before it asks whether it is registered.
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
                        "no type with the number " + number + " is declared here: give the same types, in"
                                + " the same order, to CommConfig.types(...) on all members");
            }
            return super.readClass(input);
        }
    }
}
