package dev.comm.master.machine.membership;

import dev.comm.api.work.Registry;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.core.machine.WaitRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The local calls that wait for a number of nodes. */
public final class PendingAwaits implements WaitRow<MasterStep> {
    private final MasterStep step;
    private final Roster roster;
    private final Supplier<Registry> registry;
    private final Map<AwaitCall, Long> deadlines = new LinkedHashMap<>();
    private final WaitAlarm alarm = WaitAlarm.ofStart();

    public PendingAwaits(MasterStep step, Roster roster, Supplier<Registry> registry) {
        this.step = step;
        this.roster = roster;
        this.registry = registry;
    }

    public void await(AwaitCall call) {
        if (deadlines.isEmpty()) {
            alarm.begin(step.now());
        }
        deadlines.put(call, step.after(call.timeoutNanos()));
        look();
    }

    /** Completes the calls whose number of nodes is reached. */
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
                String came = joined();
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

    private String joined() {
        return roster.members().isEmpty()
                ? "none joined"
                : RankText.sentence(roster.members().stream().map(Node::rank).toList()) + " joined";
    }

    @Override
    public long nextLineNanos() {
        return deadlines.isEmpty() ? Nanos.NEVER : alarm.nextLineNanos();
    }

    @Override
    public void writeLines(MasterStep now) {
        if (alarm.take(now.now())) {
            deadlines.forEach((call, deadline) -> now.warn("awaitComputeNodes waits for "
                    + (call.count() - roster.members().size()) + " of "
                    + call.count() + " nodes for " + Nanos.text(now.now() - alarm.sinceNanos()) + "; "
                    + joined()
                    + "; start the others, or correct their address of the master (COMM_MASTER, or"
                    + " COMM_SHARED under a scheduler); it fails in "
                    + Nanos.text(Nanos.until(now.now(), deadline))));
        }
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
