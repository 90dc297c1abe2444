package dev.comm.examples.sky.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.examples.sky.model.SkyJob;
import org.junit.jupiter.api.Test;

class AssemblyTests {

    @Test
    void countsTheSkyItselfInTheChance() {
        assertThat(PValue.of(10, new double[] {1, 10, 12, 3})).isEqualTo(3 / 5.0);
        assertThat(PValue.of(99, new double[400])).isEqualTo(1 / 401.0);
        assertThat(PValue.of(5, new double[0])).isEqualTo(1);
    }

    @Test
    void putsPatchesWhereTheyBelong() {
        assertThat(RealSky.RESULT.map()).hasSize(49_152);
        assertThat(RealSky.RESULT.map()[777]).isEqualTo(RealSky.PATCHES[3][777 - 3 * 256]);
    }

    @Test
    void refusesAnIncompleteScan() {
        double[][] holed = RealSky.PATCHES.clone();
        holed[7] = null;

        assertThatThrownBy(() -> Assembly.of(RealSky.MODEL, holed, RealSky.MAXIMA))
                .hasMessageContaining("patch 7");
        assertThatThrownBy(() -> Assembly.of(RealSky.MODEL, RealSky.PATCHES, new double[2]))
                .hasMessageContaining("expected 3 trials but got 2");
        assertThatThrownBy(() -> Assembly.of(RealSky.MODEL, new double[5][], RealSky.MAXIMA))
                .hasMessageContaining("expected 192 patches but got 5");
    }

    @Test
    void refusesJobsThatMakeNoSense() {
        assertThatThrownBy(() -> new SkyJob(7, 0.7, 10, 1, "flat")).hasMessageContaining("'flat'");
        assertThatThrownBy(() -> new SkyJob(7, 0, 10, 1, "band")).hasMessageContaining("sigmaDegrees");
        assertThatThrownBy(() -> SkyJob.standard().withTrials(-1)).hasMessageContaining("trials");
        assertThatThrownBy(() -> new SkyJob(Double.NaN, 1, 10, 1, "band")).hasMessageContaining("magnitudeMax");
    }
}
