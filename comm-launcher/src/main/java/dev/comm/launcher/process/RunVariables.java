package dev.comm.launcher.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The variables that a run sets for its ranks beside the user's own, so that a run inside a rank can take them away.
 *
 * <p>For each it leaves two marks: the value that it set, and the user's value that was there before. A variable with
 * another value than the run's belongs to the program, and stays.
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

    /** Takes away the variables of the run that this process is part of; the user's values come back. */
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
