package dev.comm.testkit.campaign.scenario;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Member;
import dev.comm.testkit.Network;
import dev.comm.testkit.Seed;
import dev.comm.testkit.sim.SimCluster;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.SplittableRandom;
import org.apiguardian.api.API;

/** The parts of a cluster that a test method can take as parameters. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ScenarioParameters {
    private ScenarioParameters() {}

    /** Whether a parameter is a part of a cluster. */
    public static boolean isPart(Parameter parameter) {
        Class<?> type = parameter.getType();
        return type == Cluster.class
                || type == SimCluster.class
                || type == Network.class
                || type == SplittableRandom.class
                || type == Seed.class
                || type == Member[].class
                || type == List.class && isMemberList(parameter);
    }

    private static boolean isMemberList(Parameter parameter) {
        return parameter.getParameterizedType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0].getTypeName().contains(Member.class.getName());
    }

    /** Returns whether a method runs on the simulation only, because it has a simulated cluster as parameter. */
    public static boolean needsSimulation(List<Parameter> parameters) {
        return parameters.stream().anyMatch(each -> each.getType() == SimCluster.class);
    }

    /**
     * Returns the part that a parameter requests. Members are the nodes in the order of their ranks.
     *
     * @throws IllegalArgumentException if the parameter requests no part
     */
    public static Object of(Cluster cluster, Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type.isInstance(cluster)) {
            return cluster;
        } else if (type == Network.class) {
            return cluster.network();
        } else if (type == SplittableRandom.class) {
            return cluster.workload();
        } else if (type == Seed.class) {
            return new Seed(cluster.seed());
        } else if (type == Member[].class) {
            return cluster.nodes().toArray(Member[]::new);
        } else if (isPart(parameter) && type == List.class) {
            return cluster.nodes();
        }
        throw new IllegalArgumentException("a cluster on " + cluster.engine() + " has no " + type.getName());
    }
}
