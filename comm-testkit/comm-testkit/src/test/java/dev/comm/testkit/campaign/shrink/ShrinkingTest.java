package dev.comm.testkit.campaign.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A case is made smaller in all its parts, within limits of tries and time. */
class ShrinkingTest {
    private static final String NOISE = "at 3ms: slow 5 10ms 300ms; arrival 1 + 50us: cut 3; at 40ms: deafen 2 3s;"
            + " step 4 JOIN_SENT 1: freeze 4 20ms";

    private final AtomicLong now = new AtomicLong();

    private Case shrink(Case failing, Predicate<Case> fails) {
        return new Shrinking(fails, 1_000, Duration.ofSeconds(10), now::get).minimal(failing);
    }

    @Test
    void onlyTheNeededFaultsShortAndRoundAndOnlyTheNeededNodesStay() {
        Case whole = Case.of(
                1, 8, NOISE + "; at 1234567us: freeze 2 4567ms; " + NOISE + "; arrival 3 + 1234567ns: clog 1 0 2300ms");
        Case small = shrink(whole, each -> froze(each.plan(), 2_000) && clogged(each.plan()));
        assertThat(small).hasToString("0x1 nodes=2 at 1s: freeze 2 3s; arrival 3 + 0s: clog 1 0 1ms");
    }

    private static boolean froze(FaultPlan plan, long atLeastMillis) {
        return plan.faults().stream()
                .map(PlannedFault::fault)
                .anyMatch(each ->
                        each instanceof Fault.Freeze freeze && freeze.length().toMillis() >= atLeastMillis);
    }

    private static boolean clogged(FaultPlan plan) {
        return plan.faults().stream().map(PlannedFault::fault).anyMatch(Fault.Clog.class::isInstance);
    }

    @Test
    void nodesAreRenumberedIfThatLetsOthersGo() {
        Case whole = Case.of(1, 9, "step 7 ARRIVE_SENT 2: crash 7; at 5ms: partition 0,4 | 7 10ms");
        Case small = shrink(
                whole, each -> each.plan().size() == 2 && each.plan().toString().contains("partition"));
        assertThat(small).hasToString("0x1 nodes=2 step 2 ARRIVE_SENT 2: crash 2; at 0s: partition 0,1 | 2 1ms");
    }

    @Test
    void aFailureWithoutFaultsEndsWithNoneAndOneNode() {
        assertThat(shrink(Case.of(1, 5, NOISE), each -> true)).hasToString("0x1 nodes=1 none");
    }

    @Test
    void whatWasFoundStaysWhenTriesOrTimeAreUsedUp() {
        List<Case> tried = new ArrayList<>();
        Case whole = Case.of(1, 8, NOISE + "; at 1s: crash 1");
        Predicate<Case> fails = each -> {
            tried.add(each);
            now.addAndGet(1_000_000_000);
            return each.plan().toString().contains("crash 1");
        };
        Case byTries = new Shrinking(fails, 4, Duration.ofHours(1), now::get).minimal(whole);
        assertThat(tried).hasSize(4);
        assertThat(byTries.plan().size()).isBetween(1, 4);
        assertThat(byTries.plan().toString()).contains("crash 1");
        tried.clear();
        new Shrinking(fails, 1_000, Duration.ofSeconds(3), now::get).minimal(whole);
        assertThat(tried)
                .as("tries that began within three seconds of one each")
                .hasSize(3);
    }

    @Test
    void everyKindOfFaultCanBeRenumberedAndStaysTheSameOtherwise() {
        String text = "at 1s: crash 3; at 1s: vanish 3; at 1s: terminate 3; at 1s: halt 3 7; at 1s: exhaust-memory 3;"
                + " at 1s: freeze 3 1s; at 1s: restart 3 1s; at 1s: crash-loop 3 2 1s; at 1s: drift 3 1.5;"
                + " at 1s: cut 3;"
                + " at 1s: mute 3 1s; at 1s: deafen 3 1s; at 1s: slow 3 1ms 1s; at 1s: throttle 3 100 1s;"
                + " at 1s: clog 3 0 1s; at 1s: corrupt 0 3 17; at 1s: partition 0 > 3 1s; at 1s: swizzle 3,5 5,3 1s;"
                + " at 1s: stranger 00ff; at 1s: slow-loris 00 1s; step 5 HELLO_SENT 1: crash 5";
        FaultPlan plan = FaultPlan.parse(text);
        assertThat(PlanRanks.of(plan)).containsExactly(0, 3, 5);
        String expected = plan.toString().replace("halt 3", "halt #").replaceAll("(?<=[ ,])3(?=[ ,;]|$)", "1");
        assertThat(PlanRanks.dense(plan).toString())
                .isEqualTo(expected.replace("halt #", "halt 1").replaceAll("(?<=[ ,])5(?=[ ,;]|$)", "2"));
    }
}
