package dev.comm.testkit.campaign.play;

import dev.comm.testkit.fault.FaultPlan;
import org.apiguardian.api.API;

/**
 * The data that makes a run repeatable.
 *
 * @param seed decides everything that is left to chance
 * @param nodes number of nodes, {@link #DRAWN} if the campaign says how many
 * @param plan the plan of faults, null if it is drawn from the seed
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Case(long seed, int nodes, FaultPlan plan) {
    public static final int DRAWN = 0;

    /** A case as its text says; a plan that is null or blank is drawn. */
    public static Case of(long seed, int nodes, String plan) {
        return new Case(seed, nodes, plan == null || plan.isBlank() ? null : FaultPlan.parse(plan));
    }

    public static Case of(long seed) {
        return new Case(seed, DRAWN, null);
    }

    public Case with(FaultPlan other) {
        return new Case(seed, nodes, other);
    }

    public Case withNodes(int other) {
        return new Case(seed, other, plan);
    }

    public String seedText() {
        return "0x" + Long.toHexString(seed);
    }

    @Override
    public String toString() {
        return seedText() + (nodes == DRAWN ? "" : " nodes=" + nodes) + (plan == null ? "" : " " + plan);
    }
}
