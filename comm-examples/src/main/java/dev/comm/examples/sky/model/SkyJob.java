package dev.comm.examples.sky.model;

import java.io.Serializable;

/**
 * The parameters of one scan. Together with the catalogue they determine every byte of the result.
 *
 * @param magnitudeMax the faintest V magnitude that counts
 * @param sigmaDegrees the width of the Gaussian spot
 * @param trials the number of scrambled skies that are scanned
 * @param seed the seed of the scrambling
 * @param background {@code band} for the density along the declination, {@code local} for the Milky Way too
 */
public record SkyJob(double magnitudeMax, double sigmaDegrees, int trials, long seed, String background)
        implements Serializable {
    /** The resolution of the map: 49,152 positions of 0.84 square degrees. */
    public static final int NSIDE = 64;

    /** The number of map patches. One patch is a pixel of the map at nside 4. */
    public static final int PATCHES = 192;

    /** The number of positions in a patch. */
    public static final int PATCH_PIXELS = 12 * NSIDE * NSIDE / PATCHES;

    private static final long serialVersionUID = 1L;
    private static final int TRIALS_MAX = 1_000_000;

    public SkyJob {
        if (!(magnitudeMax >= 2 && magnitudeMax <= 20)) {
            throw new IllegalArgumentException("magnitudeMax must be within 2 to 20 but is " + magnitudeMax);
        }
        if (!(sigmaDegrees >= 0.1 && sigmaDegrees <= 5)) {
            throw new IllegalArgumentException("sigmaDegrees must be within 0.1 to 5 but is " + sigmaDegrees);
        }
        if (trials < 0 || trials > TRIALS_MAX) {
            throw new IllegalArgumentException("trials must be within 0 to " + TRIALS_MAX + " but is " + trials);
        }
        if (!background.equals("band") && !background.equals("local")) {
            throw new IllegalArgumentException("background must be 'band' or 'local' but is '" + background + "'");
        }
    }

    /** Returns the measured parameters that make the clusters stand out. */
    public static SkyJob standard() {
        return new SkyJob(7.0, 0.7, 400, 1, "band");
    }

    public SkyJob withTrials(int count) {
        return new SkyJob(magnitudeMax, sigmaDegrees, count, seed, background);
    }

    public SkyJob withSeed(long value) {
        return new SkyJob(magnitudeMax, sigmaDegrees, trials, value, background);
    }

    public SkyJob withBackground(String name) {
        return new SkyJob(magnitudeMax, sigmaDegrees, trials, seed, name);
    }

    /** Returns the number of tasks: one for each patch, then one for each trial. */
    public int tasks() {
        return PATCHES + trials;
    }
}
