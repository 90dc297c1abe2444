package dev.comm.testkit.live;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Member;
import dev.comm.testkit.Network;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apiguardian.api.API;

/**
 * A player that calls a method on a new instance of its class.
 *
 * <p>Its parameters may be the {@link Cluster}, its {@link Network}, its nodes as an array or a list of {@link Member},
 * and the {@link SplittableRandom} of the workload. The player calls only this method, and no method that a test
 * framework would call before it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MethodPlayer implements Script.Player {
    /** Creates the player. It is created by its name. */
    public MethodPlayer() {}

    /** Returns the script that plays a method. */
    public static Script script(Method method) {
        List<String> arguments =
                new ArrayList<>(List.of(method.getDeclaringClass().getName(), method.getName()));
        Arrays.stream(method.getParameterTypes()).map(Class::getName).forEach(arguments::add);
        return new Script(MethodPlayer.class.getName(), arguments);
    }

    /** Returns the script that plays a method without parameters. */
    public static Script script(Class<?> type, String method) {
        return new Script(MethodPlayer.class.getName(), List.of(type.getName(), method));
    }

    @Override
    public void play(Cluster cluster, List<String> arguments) throws Exception {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> type = Class.forName(arguments.get(0), true, loader);
        List<String> parameters = arguments.subList(2, arguments.size());
        Method method = find(type, arguments.get(1), parameters);
        invoke(method, cluster);
    }

    private static Method find(Class<?> type, String name, List<String> parameters) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                List<String> names = Arrays.stream(method.getParameterTypes())
                        .map(Class::getName)
                        .toList();
                if (method.getName().equals(name) && names.equals(parameters)) {
                    return method;
                }
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no method " + name + parameters);
    }

    private static void invoke(Method method, Cluster cluster) throws Exception {
        method.setAccessible(true);
        Object instance = Modifier.isStatic(method.getModifiers()) ? null : instanceOf(method.getDeclaringClass());
        Object[] arguments = Arrays.stream(method.getParameters())
                .map(parameter -> argument(parameter, cluster))
                .toArray();
        try {
            method.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            throw cause(e);
        }
    }

    private static Exception cause(InvocationTargetException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return (Exception) e.getCause();
    }

    /** Returns the part of a cluster that a parameter requests. */
    private static Object argument(Parameter parameter, Cluster cluster) {
        Class<?> type = parameter.getType();
        if (type.isInstance(cluster)) {
            return cluster;
        } else if (type == Network.class) {
            return cluster.network();
        } else if (type == SplittableRandom.class) {
            return cluster.workload();
        } else if (type == Member[].class) {
            return cluster.nodes().toArray(Member[]::new);
        } else if (type == List.class && parameter.getParameterizedType() instanceof ParameterizedType) {
            return cluster.nodes();
        }
        throw new IllegalArgumentException("a member's own process has nothing to give for the parameter " + parameter
                + " of " + parameter.getDeclaringExecutable());
    }

    /** Returns a new instance of a class. For an inner class, also creates new instances of the enclosing classes. */
    static <T> T instanceOf(Class<T> type) throws Exception {
        Class<?> outer = type.getEnclosingClass();
        boolean inner = outer != null && !Modifier.isStatic(type.getModifiers());
        try {
            Constructor<T> constructor = inner ? type.getDeclaredConstructor(outer) : type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return inner ? constructor.newInstance(instanceOf(outer)) : constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " has no constructor without parameters", e);
        } catch (InvocationTargetException e) {
            throw cause(e);
        }
    }
}
