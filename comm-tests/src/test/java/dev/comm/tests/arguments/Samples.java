package dev.comm.tests.arguments;

import dev.comm.api.Slice;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Extreme arguments of each type, and a plain one. The class is immutable, and each change returns new samples. */
final class Samples {
    static final String HALF = "a\ud83d";
    static final String HUGE = "x".repeat(100_000);

    private static final List<Object> INTS = List.of(Integer.MIN_VALUE, -1, 0, 1, 2, 100, Integer.MAX_VALUE);
    private static final List<Object> LONGS = List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE);
    private static final List<Object> DOUBLES =
            List.of(Double.NEGATIVE_INFINITY, -1.0, 0.0, 1.0, Double.MAX_VALUE, Double.NaN);
    private static final List<Object> TEXTS = List.of("", " ", "name", HALF, "\udc00", HUGE);
    private static final List<Object> TIMES = List.of(
            Duration.ofSeconds(Long.MIN_VALUE),
            Duration.ofNanos(-1),
            Duration.ZERO,
            Duration.ofNanos(1),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
    private static final List<Object> TYPES =
            List.of(Object.class, String.class, Integer.class, int.class, void.class, int[].class);
    private static final int MANY = 70_000;

    private static final List<Object> VALUES =
            Arrays.asList(null, "", HALF, HUGE, Integer.MIN_VALUE, new byte[0], new Object());

    private final Map<Class<?>, List<Object>> extremes;
    private final Map<Class<?>, Object> plain;
    private final Map<String, Object> named;

    private Samples(Map<Class<?>, List<Object>> extremes, Map<Class<?>, Object> plain, Map<String, Object> named) {
        this.extremes = extremes;
        this.plain = plain;
        this.named = named;
    }

    /** Returns the samples of types of the JDK. */
    static Samples ofJdk() {
        return new Samples(Map.of(), Map.of(), Map.of())
                .with(int.class, 1, INTS)
                .with(Integer.class, 1, INTS)
                .with(long.class, 1L, LONGS)
                .with(double.class, 0.5, DOUBLES)
                .with(boolean.class, true, List.of(true, false))
                .with(String.class, "name", TEXTS)
                .with(Duration.class, Duration.ofSeconds(1), TIMES)
                .with(Class.class, Integer.class, TYPES)
                .with(Object.class, 7, VALUES)
                .with(List.class, List.of(), List.of())
                .with(Collection.class, List.of(), List.of())
                .with(
                        Iterator.class,
                        List.of(1).iterator(),
                        List.of(List.of(1, "two").iterator()))
                .with(Set.class, Set.of(), List.of(Set.of(), Collections.singleton(null), Set.of("one")))
                .with(SortedSet.class, new TreeSet<>(), List.of(new TreeSet<>(), new TreeSet<>(Set.of(-1))))
                .with(Map.class, Map.of(), List.of(Map.of(), Collections.singletonMap(-1, null)))
                .with(SortedMap.class, new TreeMap<>(), List.of(new TreeMap<>(), new TreeMap<>(Map.of(-1, "x"))))
                .with(Path.class, Path.of("none"), List.of(Path.of(""), Path.of("/"), Path.of("/none/at/all")))
                .with(byte[].class, new byte[16], List.of(new byte[0], new byte[100_000]))
                .with(ByteBuffer.class, ByteBuffer.allocate(4), List.of(ByteBuffer.allocate(0)))
                .with(Slice.class, Slice.of(new int[2]), List.of(Slice.of(new byte[0]), Slice.of(new double[3], 1, 2)))
                .with(Throwable.class, new Planted(), List.of(new Planted()))
                .with(InetSocketAddress.class, address(), List.of(address(), new InetSocketAddress(0)))
                .with(java.net.SocketAddress.class, address(), List.of(address()))
                .with(ClassLoader.class, Samples.class.getClassLoader(), List.of())
                .with(ModuleLayer.class, ModuleLayer.boot(), List.of());
    }

    private static InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(HALF, 1);
    }

    /** Adds the samples of a type. */
    Samples with(Class<?> type, Object good, List<?> more) {
        Map<Class<?>, List<Object>> all = new HashMap<>(extremes);
        all.put(type, new ArrayList<>(more));
        Map<Class<?>, Object> allPlain = new HashMap<>(plain);
        allPlain.put(type, good);
        return new Samples(all, allPlain, named);
    }

    /** Sets the plain value of all parameters of a name, such as {@code rank}, or of one, such as {@code pin.value}. */
    Samples named(String name, Object good) {
        Map<String, Object> all = new HashMap<>(named);
        all.put(name, good);
        return new Samples(extremes, plain, all);
    }

    /** Returns a valid value of a parameter, for calls in which another argument is extreme. */
    Object plain(Parameter parameter) {
        String whole = parameter.getDeclaringExecutable().getName() + "." + parameter.getName();
        Object given = named.getOrDefault(whole, named.get(parameter.getName()));
        Class<?> type = parameter.getType();
        return boxed(type).isInstance(given) ? given : plain(type);
    }

    private static Class<?> boxed(Class<?> type) {
        return type.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
                : type;
    }

    /** Returns a valid value of a type. */
    Object plain(Class<?> type) {
        if (plain.containsKey(type)) {
            return plain.get(type);
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord()) {
            return ofRecord(type);
        }
        if (isFunctional(type)) {
            return function(type, () -> null);
        }
        throw new AssertionError("add samples of " + type + " to the walk");
    }

    private Object ofRecord(Class<?> type) {
        Constructor<?> constructor = canonical(type);
        return newInstance(
                constructor,
                Arrays.stream(constructor.getParameters()).map(this::plain).toArray());
    }

    private static Constructor<?> canonical(Class<?> type) {
        Class<?>[] components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getConstructor(components);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static Object newInstance(Constructor<?> constructor, Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("correct the plain samples of " + constructor, e);
        }
    }

    /** Returns all extreme values of a parameter, including null. */
    List<Object> extremes(Parameter parameter) {
        List<Object> all = extremes(parameter.getType());
        if (parameter.getType() == List.class || parameter.getType() == Collection.class) {
            all.addAll(lists(element(parameter.getParameterizedType())));
        }
        return all;
    }

    private static Class<?> element(Type list) {
        Type element = list instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
        Type raw = element instanceof ParameterizedType parameterized ? parameterized.getRawType() : element;
        return raw instanceof Class<?> type ? type : Object.class;
    }

    private List<Object> lists(Class<?> element) {
        List<Object> lists = new ArrayList<>(List.of(List.of(), Collections.nCopies(MANY, plain(element))));
        extremes(element).forEach(each -> lists.add(Collections.singletonList(each)));
        return lists;
    }

    /** Returns all extreme values of a type, including null. */
    List<Object> extremes(Class<?> type) {
        List<Object> all = new ArrayList<>(ofType(type));
        if (!type.isPrimitive() && !all.contains(null)) {
            all.add(null);
        }
        return all;
    }

    private List<Object> ofType(Class<?> type) {
        if (extremes.containsKey(type)) {
            return extremes.get(type);
        }
        if (type.isArray()) {
            return ofArray(type.getComponentType());
        }
        if (type.isEnum()) {
            return List.of(type.getEnumConstants());
        }
        if (type.isRecord()) {
            return ofRecords(type);
        }
        if (isFunctional(type)) {
            return List.of(function(type, () -> null), function(type, () -> {
                throw new Planted();
            }));
        }
        throw new AssertionError("add samples of " + type + " to the walk");
    }

    private List<Object> ofArray(Class<?> component) {
        List<Object> arrays = new ArrayList<>(List.of(Array.newInstance(component, 0)));
        for (Object each : extremes(component)) {
            Object array = Array.newInstance(component, 1);
            Array.set(array, 0, each);
            arrays.add(array);
        }
        return arrays;
    }

    /** Returns records with one extreme component each. It leaves out records whose constructor throws an exception. */
    private List<Object> ofRecords(Class<?> type) {
        Constructor<?> constructor = canonical(type);
        List<Object> records = new ArrayList<>();
        for (Attempt each : Attempt.all(null, constructor, this)) {
            Object made = each.run().result();
            if (made != null) {
                records.add(made);
            }
        }
        return records;
    }

    /** Returns whether programs implement the type with a lambda. */
    static boolean isFunctional(Class<?> type) {
        return type.isInterface()
                && Arrays.stream(type.getMethods())
                                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                                .filter(method -> !isOfObject(method))
                                .count()
                        == 1;
    }

    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(each -> each.getName().equals(method.getName()));
    }

    private static Object function(Class<?> type, java.util.function.Supplier<?> body) {
        return Proxy.newProxyInstance(
                type.getClassLoader() == null ? Samples.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "toString" -> "a function";
                    case "hashCode" -> 1;
                    case "equals" -> proxy == arguments[0];
                    default -> body.get();
                });
    }
}
