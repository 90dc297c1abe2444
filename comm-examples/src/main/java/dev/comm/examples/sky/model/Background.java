package dev.comm.examples.sky.model;

/**
 * The expected density of stars without any point source, normalised to one over the whole sky.
 *
 * <p>The density has two uses: the likelihood divides by it, and trials draw random stars from it.
 */
interface Background {

    /** Returns the probability per steradian at a right ascension in degrees and a sine of the declination. */
    double density(double rightAscension, double sineDeclination);

    /**
     * Returns the right ascension in degrees below which the fraction {@code uniform} of the band's density lies.
     *
     * @param uniform fraction, from 0 inclusive to 1 exclusive
     */
    double scrambled(double uniform, double sineDeclination);

    /** Creates the background that a job requests. */
    static Background of(String name, StarCatalogue stars) {
        return name.equals("local") ? LocalBackground.of(stars) : BandBackground.of(stars);
    }
}
