package dev.comm.examples.sky.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.examples.sky.geometry.Direction;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarFieldTests {
    private static final Direction[] STARS = stars();

    @ParameterizedTest
    @CsvSource({"0, 0", "359.99, 10", "0.3, -40", "180, 86", "77, 89.9", "12, -90", "200, -87", "123, 45", "270, 90"})
    void findsExactlyTheStarsWithinTheRadius(double ra, double dec) {
        StarField field = new StarField(STARS, new double[STARS.length]);
        Direction at = Direction.ofDegrees(ra, dec);
        int[] found = new int[STARS.length];

        int count = field.near(at, StrictMath.toRadians(3.5), found);

        long expected =
                Arrays.stream(STARS).filter(s -> s.separationDegrees(at) <= 3.5).count();
        assertThat(count).isEqualTo((int) expected).isPositive();
        assertThat(Arrays.stream(found, 0, count).distinct().count()).isEqualTo(count);
    }

    @Test
    void findsAllStarsInAWideCap() {
        StarField field = new StarField(STARS, new double[STARS.length]);
        Direction at = Direction.ofDegrees(10, 70);

        int count = field.near(at, StrictMath.toRadians(60), new int[STARS.length]);

        assertThat(count).isEqualTo((int)
                Arrays.stream(STARS).filter(s -> s.separationDegrees(at) <= 60).count());
    }

    private static Direction[] stars() {
        SplittableRandom random = new SplittableRandom(3);
        Direction[] stars = new Direction[40_000];
        for (int i = 0; i < stars.length; i++) {
            double dec = StrictMath.toDegrees(StrictMath.asin(2 * random.nextDouble() - 1));
            stars[i] = Direction.ofDegrees(360 * random.nextDouble(), dec);
        }
        return stars;
    }
}
