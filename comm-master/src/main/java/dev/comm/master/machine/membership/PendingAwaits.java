package dev.comm.master.machine.membership;

import dev.comm.api.work.Registry;
import dev.comm.core.machine.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The local calls that wait for a number of nodes. */
public final class PendingAwaits {
    private final MasterStep step;
    private final Roster roster;
    private final Supplier<Registry> registry;
    private final Map<AwaitCall, Long> deadlines = new LinkedHashMap<>();

    public PendingAwaits(MasterStep step, Roster roster, Supplier<Registry> registry) {
        this.step = step;
        this.roster = roster;
        this.registry = registry;
    }

    public void await(AwaitCall call) {
        deadlines.put(call, step.after(call.timeoutNanos()));
        look();
    }

    /** Completes the calls whose number is reached. */
    public void look() {
        if (!deadlines.isEmpty()) {
            int living = roster.members().size();
            deadlines.keySet().removeIf(call -> {
                if (call.count() <= living) {
                    step.out().complete(call, registry.get());
                    return true;
                }
                return false;
            });
        }
    }

    public void onDeadline() {
        deadlines.entrySet().removeIf(entry -> {
            if (step.isDue(entry.getValue())) {
                AwaitCall call = entry.getKey();
                int living = roster.members().size();
                String came = living == 0
                        ? "none joined"
                        : RankText.sentence(roster.members().stream()
                                        .map(Node::rank)
                                        .toList()) + " joined";
                step.out()
                        .fail(
                                call,
                                new Failure(
                                        Failure.Kind.TIMEOUT,
                                        living + " of " + call.count() + " nodes joined within "
                                                + call.timeoutNanos() / 1_000_000 + " ms: " + came));
                return true;
            }
            return false;
        });
    }

    public long nextDeadlineNanos() {
        if (deadlines.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        for (long deadline : deadlines.values()) {
            next = Math.min(next, deadline);
        }
        return next;
    }

    public void end(Failure failure) {
        deadlines.keySet().forEach(call -> step.out().fail(call, failure));
        deadlines.clear();
    }
}
