package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers.EnumSerializer;
import dev.comm.api.error.ConfigException;
import dev.comm.api.spi.SerializerContext;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The types that may travel, with their numbers: the types of the JDK first, then the declared types in order, each
 * with its array type.
 */
final class Registry {
    /** The first number of declared types. It leaves space for more types of the JDK. */
    private static final int FIRST_DECLARED = 400;

    private final Map<Class<?>, Entry> entries = new LinkedHashMap<>();
    private final List<String> labels = new ArrayList<>();
    private int next = FIRST_DECLARED;

    /**
     * Creates the registry.
     *
     * @throws ConfigException if Comm cannot create a declared type
     */
    Registry(SerializerContext context) {
        for (Entry entry : BaseTypes.entries()) {
            entries.putIfAbsent(entry.type(), entry);
            labels.add(entry.number() + " " + entry.label());
        }
        for (Class<?> type : context.allTypes()) {
            addDeclared(type, context.types().contains(type));
        }
    }

    private void addDeclared(Class<?> type, boolean byUser) {
        if (type.isArray()) {
            add(type, new ArrayForm(type));
            return;
        }
        boolean concrete = !Modifier.isAbstract(type.getModifiers()) || type.isEnum();
        if (concrete && !entries.containsKey(type) && !isKnownToKryo(type)) {
            add(type, byUser ? form(type) : formOrRefusal(type));
        }
        add(type.arrayType(), new ArrayForm(type.arrayType()));
    }

    private void add(Class<?> type, Serializer<?> form) {
        if (entries.containsKey(type)) {
            return;
        }
        Entry entry =
                new Entry(next++, type, type.getName() + " " + form.getClass().getSimpleName(), form);
        entries.put(type, entry);
        labels.add(entry.number() + " " + entry.label());
    }

    private static Serializer<?> form(Class<?> type) {
        if (type.isEnum()) {
            return new EnumSerializer(type.asSubclass(Enum.class));
        }
        if (type.isRecord()) {
            return new RecordForm(type);
        }
        check(type);
        return new ClassForm(type);
    }

    private static void check(Class<?> type) {
        for (Class<?> part = type; part != null; part = part.getSuperclass()) {
            ClassLoader loader = part.getClassLoader();
            boolean ofJdk = loader == null || loader == ClassLoader.getPlatformClassLoader();
            if (ofJdk && (part != Object.class || type == Object.class)) {
                throw new ConfigException("put the values of " + part.getName() + " into a record: type "
                        + type.getName() + " cannot travel with the serializer 'kryo',"
                        + " because it is or extends a class of the JDK");
            }
        }
        boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
        if (inner || type.isHidden()) {
            throw new ConfigException("make type " + type.getName() + " a static class or a record:"
                    + " it cannot travel with the serializer 'kryo',"
                    + " because it belongs to an object or a method around it");
        }
    }

    /**
     * Returns the form of a component type. If Comm cannot create the type, the form rejects its values, so that an
     * error occurs only when such a value is sent.
     */
    private static Serializer<?> formOrRefusal(Class<?> type) {
        try {
            return form(type);
        } catch (ConfigException e) {
            return new RefusedForm(e.getMessage());
        }
    }

    private static boolean isKnownToKryo(Class<?> type) {
        return type == String.class
                || type.isPrimitive()
                || Number.class == type.getSuperclass() && isBox(type)
                || type == Boolean.class
                || type == Character.class;
    }

    private static boolean isBox(Class<?> type) {
        return type.getPackageName().equals("java.lang");
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    /** Returns the labels of all types, in the order of their numbers. */
    List<String> labels() {
        return labels;
    }
}
