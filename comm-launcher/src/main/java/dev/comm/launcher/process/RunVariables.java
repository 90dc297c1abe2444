package dev.comm.launcher.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The variables that a run adds to the user's variables for its ranks. A run inside a rank can remove them again.
 *
 * <p>For each variable the run leaves two marks: the value that the run set, and the former value of the user. If a
 * variable has a value that differs from the run's value, it belongs to the program and stays.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunVariables {
    private static final String SET = "COMMRUN_SET_";
    private static final String BEFORE = "COMMRUN_BEFORE_";

    private RunVariables() {}

    /** Sets a variable, or removes it if the value is null. */
    public static void put(Map<String, String> environment, String name, String value) {
        String before = environment.get(name);
        if (before != null && !environment.containsKey(SET + name)) {
            environment.put(BEFORE + name, before);
        }
        environment.put(SET + name, value == null ? "" : value);
        assign(environment, name, value);
    }

    /** Removes the variables of the run that this process is part of, and restores the user's values. */
    public static void removeOuter(Map<String, String> environment) {
        for (String mark : List.copyOf(environment.keySet())) {
            if (mark.startsWith(SET)) {
                String name = mark.substring(SET.length());
                String before = environment.remove(BEFORE + name);
                if (Objects.equals(environment.remove(mark), environment.getOrDefault(name, ""))) {
                    assign(environment, name, before);
                }
            }
        }
    }

    private static void assign(Map<String, String> environment, String name, String value) {
        if (value == null) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
    }
}
