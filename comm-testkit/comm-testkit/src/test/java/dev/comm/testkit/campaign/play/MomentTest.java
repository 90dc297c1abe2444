package dev.comm.testkit.campaign.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.Engine;
import dev.comm.testkit.Meetings;
import dev.comm.testkit.campaign.ForgetsArrivals;
import org.junit.jupiter.api.Test;

/** The moment at which a promise was broken. */
class MomentTest {
    @Test
    void theMomentOfABreakIsTheFirstOccurrenceThatMakesOne() {
        Outcome broken = new CasePlayer(new Meetings(), Engine.SIM)
                .mutate(ForgetsArrivals::onMaster)
                .play(Case.of(7, 3, "at 27ms: crash 2"));
        assertThat(broken.breaches()).isNotEmpty();
        Moment moment = Moment.of(broken.run().history(), broken.breaches().get(0));
        assertThat(moment.number()).isBetween(1, broken.run().history().all().size());
        assertThat(moment.nanos()).isGreaterThanOrEqualTo(27_000_000);
    }
}
