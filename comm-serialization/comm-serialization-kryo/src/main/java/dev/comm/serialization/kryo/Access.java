package dev.comm.serialization.kryo;

import dev.comm.api.error.ConfigException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/**
 * The access to members of users' classes. If a module forbids the access, an exception names the line for its
 * module-info.
 */
final class Access {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Access() {}

    private interface Unreflection<M> {
        MethodHandle apply(M member) throws IllegalAccessException;
    }

    static MethodHandle constructor(Constructor<?> constructor) {
        return handle(constructor, LOOKUP::unreflectConstructor);
    }

    static MethodHandle accessor(Method method) {
        return handle(method, LOOKUP::unreflect);
    }

    static MethodHandle getter(Field field) {
        return handle(field, LOOKUP::unreflectGetter);
    }

    static MethodHandle setter(Field field) {
        return handle(field, LOOKUP::unreflectSetter);
    }

    private static <M extends AccessibleObject & Member> MethodHandle handle(M member, Unreflection<M> unreflection) {
        try {
            member.setAccessible(true);
            return unreflection.apply(member);
        } catch (InaccessibleObjectException | IllegalAccessException | IllegalAccessError e) {
            throw new ConfigException(sentence(member.getDeclaringClass()), e);
        }
    }

    private static String sentence(Class<?> type) {
        String own =
                Access.class.getModule().isNamed() ? Access.class.getModule().getName() : null;
        String there = type.getModule().getName();
        String line = "opens " + type.getPackageName() + (own == null ? ";" : " to " + own + ";");
        return "the serializer 'kryo' may not look into type " + type.getName() + ": add \"" + line
                + "\" to the module-info of " + there + ", or start Java with --add-opens " + there + "/"
                + type.getPackageName() + "=" + (own == null ? "ALL-UNNAMED" : own);
    }
}
