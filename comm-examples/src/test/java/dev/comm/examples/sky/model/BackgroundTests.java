package dev.comm.examples.sky.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comm.examples.sky.geometry.Direction;
import dev.comm.examples.sky.geometry.Healpix;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundTests {
    private static StarCatalogue stars;

    @BeforeAll
    static void loadBrightStars() {
        stars = StarCatalogue.load(5.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"band", "local"})
    void integratesToOneOverTheSky(String name) {
        Background background = Background.of(name, stars);
        Healpix pixels = new Healpix(128);
        double sum = 0;
        for (int pixel = 0; pixel < pixels.pixels(); pixel++) {
            Direction at = pixels.centre(pixel);
            sum += background.density(at.rightAscension(), at.z());
        }

        assertThat(sum * 4 * StrictMath.PI / pixels.pixels()).isCloseTo(1, within(2e-3));
    }

    @Test
    void keepsTheNumberOfStarsWhenItSmooths() {
        double[] smooth = BandBackground.smoothed(new double[] {4, 0, 0, 8, 0, 12});

        assertThat(smooth).containsExactly(3, 1, 2, 4, 5, 9);
        assertThat(Arrays.stream(smooth).sum()).isEqualTo(24);
    }

    @Test
    void isFlatAlongADeclinationUnlessLocal() {
        Background band = Background.of("band", stars);
        Background local = Background.of("local", stars);
        double sine = StrictMath.sin(StrictMath.toRadians(-60));

        assertThat(band.density(160, sine)).isEqualTo(band.density(20, sine));
        assertThat(local.density(160, sine)).isGreaterThan(1.5 * local.density(20, sine));
    }

    @ParameterizedTest
    @ValueSource(strings = {"band", "local"})
    void scramblesOverTheWholeCircleInOrder(String name) {
        Background background = Background.of(name, stars);
        double previous = 0;
        for (int step = 0; step < 1000; step++) {
            double ra = background.scrambled(step / 1000.0, 0.3);
            assertThat(ra).isGreaterThanOrEqualTo(previous).isLessThan(360);
            previous = ra;
        }
        assertThat(previous).isGreaterThan(355);
        assertThat(background.scrambled(StrictMath.nextDown(1.0), 0.3)).isLessThan(360);
    }

    @Test
    void drawsMoreStarsWhereTheMilkyWayIs() {
        Background local = Background.of("local", stars);
        double sine = StrictMath.sin(StrictMath.toRadians(-60));
        int towardsCarina = 0;
        for (int step = 0; step < 3600; step++) {
            double ra = local.scrambled(step / 3600.0, sine);
            towardsCarina += ra >= 130 && ra < 220 ? 1 : 0;
        }

        assertThat(towardsCarina).isGreaterThan(1000); // an even share would be 900
    }
}
