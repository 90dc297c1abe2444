package dev.comm.examples.sky.search;

/**
 * The best fit of a point source at one position.
 *
 * @param ts the test statistic, twice the logarithm of the likelihood ratio; never negative
 * @param ns the fitted number of stars that belong to the source; never negative
 */
record Fit(double ts, double ns) {
    /** The result at an empty or thin position, where there is no source. */
    static final Fit NONE = new Fit(0, 0);
}
