package dev.comm.examples.sky.search;

/** The probability that a sky without sources has, at any position, a spot that is at least as hot as a given one. */
final class PValue {
    private PValue() {}

    /**
     * Returns {@code (1 + trials whose maximum is ≥ ts) / (1 + trials)}.
     *
     * <p>The 1 stands for the real sky itself, so p is never zero; see Davison and Hinkley 1997, section 4.2.
     */
    static double of(double ts, double[] trialMaxima) {
        int hotter = 0;
        for (double maximum : trialMaxima) {
            if (maximum >= ts) {
                hotter++;
            }
        }
        return (1.0 + hotter) / (1.0 + trialMaxima.length);
    }
}
