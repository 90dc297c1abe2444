package dev.comm.examples.sky.search;

import dev.comm.examples.sky.geometry.Direction;
import dev.comm.examples.sky.model.StarField;

/**
 * The time-integrated point-source likelihood of neutrino astronomy, with stars in place of neutrinos.
 *
 * <p>With {@code L(ns) = Π (ns/N · S + (1 − ns/N) · B)} the test statistic is {@code TS = 2 ln L(n̂s)/L(0)} for
 * {@code ns ≥ 0}: Braun et al. 2008, Astropart. Phys. 29, 299, equations 1 to 5. The signal S is a Gaussian spot on the
 * sphere. Beyond 5σ the signal is zero, and the stars at this distance count together as {@code (N − n) ln(1 − ns/N)}.
 *
 * <p>An instance holds working arrays, so only one thread may use it.
 */
final class PointSourceLikelihood {
    private static final double CUT_SIGMAS = 5;
    private static final int STEPS_MAX = 60;
    private static final double PRECISION = 1e-10;
    private static final double PRODUCT_MAX = 1e200;

    private final StarField stars;
    private final double sigmaSquared;
    private final double radius;
    private final int[] found;

    /** The weight {@code (S/B − 1) / N} of each near star, which adds {@code ln(1 + ns · weight)} to the logarithm. */
    private final double[] weights;

    private int near;

    PointSourceLikelihood(StarField stars, double sigmaDegrees) {
        double sigma = StrictMath.toRadians(sigmaDegrees);
        this.stars = stars;
        this.sigmaSquared = sigma * sigma;
        this.radius = CUT_SIGMAS * sigma;
        this.found = new int[stars.size()];
        this.weights = new double[stars.size()];
    }

    /** Fits the number of source stars at a position. */
    Fit at(Direction position) {
        near = stars.near(position, radius, found);
        double total = stars.size();
        double slope = -(total - near) / total; // the slope of ln L at ns = 0
        for (int i = 0; i < near; i++) {
            double ratio = signal(stars.chordSquared(found[i], position)) / stars.background(found[i]);
            weights[i] = (ratio - 1) / total;
            slope += weights[i];
        }
        if (slope <= 0) {
            return Fit.NONE; // ln L is concave, so it only decreases from here
        }
        double ns = root();
        return new Fit(StrictMath.max(0, 2 * logarithm(ns)), ns);
    }

    /** Returns the value of the Gaussian spot, per steradian. */
    private double signal(double chordSquared) {
        // θ = 2 asin(c/2), squared as a series, whose error is below 1e-12 within 5°.
        double angleSquared = chordSquared * (1 + chordSquared * (1.0 / 12 + chordSquared / 90));
        return StrictMath.exp(-angleSquared / (2 * sigmaSquared)) / (2 * StrictMath.PI * sigmaSquared);
    }

    /**
     * Returns the value of ns at which the slope of ln L is zero. It uses Newton's method, and a bisection where a step
     * would leave the bracket.
     *
     * <p>At the maximum, ns is the sum of the probabilities of the stars to belong to the source, so it is at most the
     * number of near stars.
     */
    private double root() {
        double total = stars.size();
        double low = 0;
        double high = StrictMath.min(near, total * (1 - 1e-9));
        double ns = StrictMath.min(1, high / 2);
        for (int step = 0; step < STEPS_MAX; step++) {
            double rest = (total - near) / (total - ns);
            double slope = -rest;
            double curve = -rest / (total - ns);
            for (int i = 0; i < near; i++) {
                double part = weights[i] / (1 + ns * weights[i]);
                slope += part;
                curve -= part * part;
            }
            if (slope > 0) {
                low = ns;
            } else {
                high = ns;
            }
            double next = ns - slope / curve;
            if (!(next > low && next < high)) {
                next = (low + high) / 2;
            }
            boolean done = StrictMath.abs(next - ns) <= PRECISION * (1 + ns);
            ns = next;
            if (done) {
                break;
            }
        }
        return ns;
    }

    /**
     * Returns ln L(ns)/L(0). Factors are multiplied as long as the product does not overflow, because a logarithm costs
     * far more.
     */
    private double logarithm(double ns) {
        double total = stars.size();
        double sum = (total - near) * StrictMath.log1p(-ns / total);
        double product = 1;
        for (int i = 0; i < near; i++) {
            product *= 1 + ns * weights[i];
            if (product > PRODUCT_MAX || product < 1 / PRODUCT_MAX) {
                sum += StrictMath.log(product);
                product = 1;
            }
        }
        return sum + StrictMath.log(product);
    }
}
