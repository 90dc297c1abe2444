package dev.comm.testkit.live;

import dev.comm.testkit.Cluster;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A description by which another JVM finds the scenario that this JVM plays. It consists of names, so that lambdas and
 * their captured objects need not be transferred.
 *
 * @param player the class that plays the scenario
 * @param arguments the arguments of the player
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Script(String player, List<String> arguments) {
    /** A player of a scenario. It declares programs and faults and calls {@link Cluster#run}. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    @FunctionalInterface
    public interface Player {
        /** Plays the scenario. In the JVM of a member, the call of {@code run} does not return. */
        void play(Cluster cluster, List<String> arguments) throws Exception;
    }

    /** Copies the arguments. */
    public Script {
        arguments = List.copyOf(arguments);
    }

    /** Returns the script for a class that has a constructor without parameters. */
    public static Script of(Class<? extends Player> player, String... arguments) {
        return new Script(player.getName(), Arrays.asList(arguments));
    }

    /** Returns the script for a method; see {@link MethodPlayer} for its possible parameters. */
    public static Script of(java.lang.reflect.Method method) {
        return MethodPlayer.script(method);
    }

    public void play(Cluster cluster, ClassLoader loader) throws Exception {
        Class<? extends Player> type = Class.forName(player, true, loader).asSubclass(Player.class);
        MethodPlayer.instanceOf(type).play(cluster, arguments);
    }
}
