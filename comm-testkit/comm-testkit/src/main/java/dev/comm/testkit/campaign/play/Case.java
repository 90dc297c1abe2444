package dev.comm.testkit.campaign.play;

import dev.comm.testkit.fault.FaultPlan;
import org.apiguardian.api.API;

/**
 * The data that makes a run repeatable.
 *
 * @param seed the number that decides everything that is left to chance
 * @param nodes the number of nodes, or {@link #DRAWN} if the campaign sets the number
 * @param plan the plan of faults, null if it is drawn from the seed
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Case(long seed, int nodes, FaultPlan plan) {
    public static final int DRAWN = 0;

    /** Returns the case with a plan as text. A plan that is null or blank is drawn. */
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
