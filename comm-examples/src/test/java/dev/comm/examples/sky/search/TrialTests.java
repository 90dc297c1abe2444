package dev.comm.examples.sky.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.examples.sky.model.SkyModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrialTests {

    @Test
    void givesTheSameNumberOnEveryNode() {
        SkyModel other = SkyModel.build(RealSky.MODEL.job());

        assertThat(Trial.maximum(other, 1)).isEqualTo(RealSky.MAXIMA[1]);
    }

    @Test
    void givesTheGoldenNumbers() {
        assertThat(RealSky.MAXIMA).containsExactly(19.688835387229567, 17.227401020485452, 19.998612716920597);
    }

    @Test
    void differsFromTrialToTrialAndFromSeedToSeed() {
        SkyModel other = SkyModel.build(RealSky.MODEL.job().withSeed(2));

        assertThat(RealSky.MAXIMA).doesNotHaveDuplicates();
        assertThat(Trial.maximum(other, 0)).isNotEqualTo(RealSky.MAXIMA[0]);
    }

    @Test
    void staysFarBelowTheRealSky() {
        assertThat(Arrays.stream(RealSky.MAXIMA).boxed())
                .allSatisfy(maximum -> assertThat(maximum).isBetween(8.0, 40.0));
    }

    @Test
    void modelsTheMilkyWayTooIfAsked() {
        SkyModel local = SkyModel.build(RealSky.MODEL.job().withBackground("local"));

        assertThat(Trial.maximum(local, 0)).isBetween(8.0, 40.0).isNotEqualTo(RealSky.MAXIMA[0]);
    }

    @Test
    void refusesIndexesOutOfRange() {
        assertThatThrownBy(() -> Trial.maximum(RealSky.MODEL, -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> MapPatch.compute(RealSky.MODEL, 192)).hasMessageContaining("192");
    }
}
