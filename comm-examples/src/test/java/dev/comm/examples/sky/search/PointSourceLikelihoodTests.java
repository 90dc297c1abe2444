package dev.comm.examples.sky.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.comm.examples.sky.geometry.Direction;
import dev.comm.examples.sky.model.StarField;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointSourceLikelihoodTests {
    private static final double SIGMA = StrictMath.toRadians(0.7);
    private static final double ISOTROPIC = 1 / (4 * StrictMath.PI);
    private static final Direction CENTRE = Direction.ofDegrees(100, 40);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 10, 40, 300})
    void agreesWithTheFormulaTakenLiterally(int sourceStars) {
        Direction[] stars = stars(3000, sourceStars);

        Fit fit = likelihood(stars).at(CENTRE);

        double best = literalMaximum(stars);
        assertThat(fit.ts()).isCloseTo(best, within(1e-6 + 1e-6 * best));
        assertThat(literal(stars, fit.ns())).isCloseTo(fit.ts(), within(1e-6 + 1e-6 * best));
    }

    @Test
    void fitsAboutAsManyStarsAsAreThere() {
        Fit fit = likelihood(stars(3000, 40)).at(CENTRE);

        assertThat(fit.ns()).isBetween(32.0, 48.0);
        assertThat(fit.ts()).isGreaterThan(200);
    }

    @Test
    void isZeroWhereThereIsNoStar() {
        Direction[] stars = Arrays.stream(stars(500, 0))
                .filter(s -> s.separationDegrees(CENTRE) > 5)
                .toArray(Direction[]::new);

        assertThat(likelihood(stars).at(CENTRE)).isEqualTo(Fit.NONE);
    }

    @Test
    void isZeroWhereStarsAreThinnerThanTheBackground() {
        Direction[] stars = stars(200_000, 0);
        Direction[] thinned = Arrays.stream(stars)
                .filter(s -> s.separationDegrees(CENTRE) > 5 || s.x() * 1e6 % 1 > 0.5)
                .toArray(Direction[]::new);

        assertThat(likelihood(thinned).at(CENTRE)).isEqualTo(Fit.NONE);
    }

    @Test
    void staysFiniteWhenEveryStarIsInTheSpot() {
        Fit fit = likelihood(stars(0, 50)).at(CENTRE);

        assertThat(fit.ns()).isBetween(49.0, 50.0);
        assertThat(fit.ts()).isFinite().isGreaterThan(500);
    }

    private static PointSourceLikelihood likelihood(Direction[] stars) {
        double[] background = new double[stars.length];
        Arrays.fill(background, ISOTROPIC);
        return new PointSourceLikelihood(new StarField(stars, background), 0.7);
    }

    /** Returns 2 ln L(ns)/L(0) over all stars, one by one, with the angle from an inverse sine. */
    private static double literal(Direction[] stars, double ns) {
        double sum = 0;
        for (Direction star : stars) {
            double angle = StrictMath.toRadians(star.separationDegrees(CENTRE));
            double signal = angle > 5 * SIGMA
                    ? 0
                    : StrictMath.exp(-angle * angle / (2 * SIGMA * SIGMA)) / (2 * StrictMath.PI * SIGMA * SIGMA);
            sum += StrictMath.log1p(ns / stars.length * (signal / ISOTROPIC - 1));
        }
        return 2 * sum;
    }

    /** Searches the maximum by dividing the bracket into three parts. ln L is concave. */
    private static double literalMaximum(Direction[] stars) {
        double low = 0;
        double high = stars.length * 0.999;
        for (int step = 0; step < 120; step++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (literal(stars, left) < literal(stars, right)) {
                low = left;
            } else {
                high = right;
            }
        }
        return StrictMath.max(0, literal(stars, low));
    }

    private static Direction[] stars(int field, int source) {
        SplittableRandom random = new SplittableRandom(17);
        Direction[] stars = new Direction[field + source];
        for (int i = 0; i < stars.length; i++) {
            if (i < field) {
                double dec = StrictMath.toDegrees(StrictMath.asin(2 * random.nextDouble() - 1));
                stars[i] = Direction.ofDegrees(360 * random.nextDouble(), dec);
            } else {
                double radius = 0.7 * StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
                double turn = 2 * StrictMath.PI * random.nextDouble();
                double dec = 40 + radius * StrictMath.sin(turn);
                double ra = 100 + radius * StrictMath.cos(turn) / StrictMath.cos(StrictMath.toRadians(dec));
                stars[i] = Direction.ofDegrees(ra, dec);
            }
        }
        return stars;
    }
}
