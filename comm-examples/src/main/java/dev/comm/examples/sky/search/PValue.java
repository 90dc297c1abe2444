package dev.comm.examples.sky.search;

/** The chance that a sky without sources is at least as hot somewhere as a given spot. */
final class PValue {
    private PValue() {}

    /**
     * Returns {@code (1 + trials whose maximum is ≥ ts) / (1 + trials)}.
     *
     * <p>The one stands for the real sky itself: p is never zero, see Davison and Hinkley 1997, section 4.2.
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
