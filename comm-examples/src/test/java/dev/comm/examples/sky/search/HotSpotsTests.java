package dev.comm.examples.sky.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comm.examples.sky.geometry.Healpix;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HotSpotsTests {

    @Test
    void areThirtyAndHottestFirst() {
        List<RankedSpot> spots = RealSky.RESULT.spots();

        assertThat(spots).hasSize(HotSpots.COUNT);
        for (int i = 1; i < spots.size(); i++) {
            assertThat(spots.get(i).spot().ts())
                    .isLessThanOrEqualTo(spots.get(i - 1).spot().ts());
            assertThat(spots.get(i).rank()).isEqualTo(i + 1);
        }
    }

    @Test
    void areFourDegreesApart() {
        List<RankedSpot> spots = RealSky.RESULT.spots();
        for (RankedSpot a : spots) {
            for (RankedSpot b : spots) {
                if (a != b) {
                    assertThat(a.spot().position().separationDegrees(b.spot().position()))
                            .isGreaterThanOrEqualTo(4);
                }
            }
        }
    }

    @Test
    void showTheFamousClustersAmongTheTenHottest() {
        List<String> hottest =
                RealSky.RESULT.spots().stream().limit(10).map(RankedSpot::name).collect(Collectors.toList());

        assertThat(hottest).contains("Pleiades", "Hyades", "alpha Persei", "IC 2602");
        assertThat(hottest.get(0)).isEqualTo("Pleiades");
        assertThat(RealSky.RESULT.spots().subList(0, 10))
                .allSatisfy(s -> assertThat(s.pValue()).isEqualTo(0.25));
    }

    @Test
    void areHotterOnSubPixelsThanOnTheMap() {
        Healpix pixels = RealSky.MODEL.pixels();
        for (RankedSpot ranked : RealSky.RESULT.spots()) {
            int pixel = pixels.pixel(ranked.spot().position());
            assertThat(ranked.spot().ts()).isGreaterThanOrEqualTo(RealSky.RESULT.map()[pixel]);
        }
    }

    @Test
    void haveTheGoldenNumbers() {
        HotSpot pleiades = RealSky.RESULT.spots().get(0).spot();

        assertThat(pleiades.ts()).isCloseTo(95.754, within(5e-4));
        assertThat(pleiades.ns()).isCloseTo(26.091, within(5e-4));
        assertThat(pleiades.position().rightAscension()).isCloseTo(56.953, within(5e-4));
        assertThat(pleiades.position().declination()).isCloseTo(24.256, within(5e-4));
    }

    @Test
    void areNoneOnAnEmptyMap() {
        assertThat(new HotSpots(RealSky.MODEL, RealSky.MODEL.sky()).find(new double[49_152]))
                .isEmpty();
    }
}
