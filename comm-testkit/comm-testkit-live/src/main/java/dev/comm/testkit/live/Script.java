package dev.comm.testkit.live;

import dev.comm.testkit.Cluster;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The way for another JVM to find the scenario that this one plays: by names, so that lambdas and their captured
 * objects need not travel.
 *
 * @param player class that plays it
 * @param arguments its arguments
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Script(String player, List<String> arguments) {
    /** Plays a scenario: declares programs and faults and calls {@link Cluster#run}. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    @FunctionalInterface
    public interface Player {
        /** Plays it; does not come back from {@code run} if this JVM is a member's. */
        void play(Cluster cluster, List<String> arguments) throws Exception;
    }

    /** Copies the arguments. */
    public Script {
        arguments = List.copyOf(arguments);
    }

    /** Played by a class that has a constructor without parameters. */
    public static Script of(Class<? extends Player> player, String... arguments) {
        return new Script(player.getName(), Arrays.asList(arguments));
    }

    /** Played by a method; see {@link MethodPlayer} for its possible parameters. */
    public static Script of(java.lang.reflect.Method method) {
        return MethodPlayer.script(method);
    }

    public void play(Cluster cluster, ClassLoader loader) throws Exception {
        Class<? extends Player> type = Class.forName(player, true, loader).asSubclass(Player.class);
        MethodPlayer.instanceOf(type).play(cluster, arguments);
    }
}
