package dev.comm.testkit.campaign.scenario;

import dev.comm.api.error.ConfigException;
import dev.comm.testkit.Scenario;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A reference by which another JVM finds a scenario. The scenario is a class that implements {@link Scenario}, or a
 * test method, with its name behind a {@code #}. Each play creates a new object.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ScenarioRef {
    private final Class<?> type;
    private final Method method;

    private ScenarioRef(Class<?> type, Method method) {
        this.type = type;
        this.method = method;
    }

    /** Returns the reference to a test method. */
    public static ScenarioRef of(Class<?> type, Method method) {
        return new ScenarioRef(type, method);
    }

    /** Returns the reference to a class that implements {@link Scenario}. */
    public static ScenarioRef of(Class<? extends Scenario> type) {
        return new ScenarioRef(type, null);
    }

    /**
     * Parses the text of {@link #toString}.
     *
     * @throws ConfigException if there is no such scenario
     */
    public static ScenarioRef parse(String text) {
        int split = text.indexOf('#');
        Class<?> type = type(split < 0 ? text : text.substring(0, split), text);
        if (split >= 0) {
            return new ScenarioRef(type, method(type, text.substring(split + 1), text));
        }
        if (!Scenario.class.isAssignableFrom(type)) {
            throw wrong(text, type.getName() + " is no Scenario, and no method is named");
        }
        return new ScenarioRef(type, null);
    }

    private static Class<?> type(String name, String text) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return Class.forName(name, true, loader == null ? ScenarioRef.class.getClassLoader() : loader);
        } catch (ClassNotFoundException e) {
            throw wrong(text, "there is no such class");
        }
    }

    private static Method method(Class<?> type, String name, String text) {
        List<Method> found = Stream.<Class<?>>iterate(type, each -> each != null, each -> each.getSuperclass())
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(each -> each.getName().equals(name) && !each.isBridge())
                .filter(each -> Arrays.stream(each.getParameters()).allMatch(ScenarioParameters::isPart))
                .toList();
        if (found.isEmpty()) {
            throw wrong(text, "there is no method of this name whose parameters are parts of a cluster");
        }
        return found.get(0);
    }

    private static ConfigException wrong(String text, String why) {
        return new ConfigException("the scenario '" + text + "' cannot be found: " + why
                + "; give package.Class of a Scenario, or package.Class#testMethod");
    }

    /** Returns the class. */
    public Class<?> type() {
        return type;
    }

    /** Returns the test method, or null if the class is a scenario itself. */
    public Method method() {
        return method;
    }

    /** Returns the scenario, which creates a new object for each play. */
    public Scenario load() {
        return cluster -> {
            Object object = method != null && Modifier.isStatic(method.getModifiers()) ? null : make(type);
            if (method == null) {
                ((Scenario) object).play(cluster);
            } else {
                List<Object> parts = Arrays.stream(method.getParameters())
                        .map(parameter -> ScenarioParameters.of(cluster, parameter))
                        .toList();
                call(object, parts.toArray());
            }
        };
    }

    private void call(Object object, Object[] arguments) throws Exception {
        method.setAccessible(true);
        try {
            method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            rethrow(e.getCause());
        }
    }

    private static void rethrow(Throwable cause) throws Exception {
        if (cause instanceof Error error) {
            throw error;
        }
        throw (Exception) cause;
    }

    /**
     * Creates an object of a class with its constructor without parameters. For an inner class, first creates an object
     * of the outer class.
     */
    private static Object make(Class<?> type) throws Exception {
        boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        Object[] outer = inner ? new Object[] {make(type.getDeclaringClass())} : new Object[0];
        try {
            Constructor<?> constructor =
                    inner ? type.getDeclaredConstructor(type.getDeclaringClass()) : type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance(outer);
        } catch (NoSuchMethodException e) {
            throw new ConfigException(type.getName() + " cannot be made: it has no constructor without parameters", e);
        } catch (InvocationTargetException e) {
            rethrow(e.getCause());
            throw e;
        }
    }

    /** The parameters of the method. */
    List<Parameter> parameters() {
        return method == null ? List.of() : List.of(method.getParameters());
    }

    /** Returns the text that {@link #parse} reads. */
    @Override
    public String toString() {
        return type.getName() + (method == null ? "" : "#" + method.getName());
    }
}
