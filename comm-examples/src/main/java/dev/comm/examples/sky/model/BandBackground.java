package dev.comm.examples.sky.model;

/**
 * The density along the declination: 60 bins of equal area in sin δ, smoothed with ¼ ½ ¼ and flat in right ascension.
 *
 * <p>For a detector that turns with the Earth this density is exact; see Braun et al. 2008, Astropart. Phys. 29, 299,
 * section 2.
 */
final class BandBackground implements Background {
    static final int BINS = 60;

    private final double[] density;

    private BandBackground(double[] density) {
        this.density = density;
    }

    static BandBackground of(StarCatalogue stars) {
        double[] counts = new double[BINS];
        for (int star = 0; star < stars.size(); star++) {
            counts[bin(StrictMath.sin(StrictMath.toRadians(stars.declination(star))))]++;
        }
        double perSteradian = BINS / (4 * StrictMath.PI * stars.size());
        double[] density = smoothed(counts);
        for (int i = 0; i < BINS; i++) {
            density[i] *= perSteradian;
        }
        return new BandBackground(density);
    }

    @Override
    public double density(double rightAscension, double sineDeclination) {
        return density[bin(sineDeclination)];
    }

    @Override
    public double scrambled(double uniform, double sineDeclination) {
        return 360 * uniform;
    }

    /** Smooths with ¼ ½ ¼. The part that would leave at a pole stays in the last bin, so the sum does not change. */
    static double[] smoothed(double[] counts) {
        int last = counts.length - 1;
        double[] smooth = new double[counts.length];
        for (int i = 0; i <= last; i++) {
            double south = counts[StrictMath.max(0, i - 1)];
            double north = counts[StrictMath.min(last, i + 1)];
            smooth[i] = south / 4 + counts[i] / 2 + north / 4;
        }
        return smooth;
    }

    private static int bin(double sineDeclination) {
        return StrictMath.max(0, StrictMath.min(BINS - 1, (int) ((sineDeclination + 1) / 2 * BINS)));
    }
}
