package dev.comm.examples.sky.search;

import dev.comm.examples.sky.model.SkyJob;
import dev.comm.examples.sky.model.SkyModel;

/** The real sky, scanned once for all tests. */
public final class RealSky {
    public static final SkyModel MODEL = SkyModel.build(SkyJob.standard().withTrials(3));
    static final double[][] PATCHES = new double[SkyJob.PATCHES][];
    static final double[] MAXIMA = new double[3];
    public static final SkyResult RESULT;

    static {
        for (int patch = SkyJob.PATCHES - 1; patch >= 0; patch--) {
            PATCHES[patch] = MapPatch.compute(MODEL, patch);
        }
        for (int trial = 2; trial >= 0; trial--) {
            MAXIMA[trial] = Trial.maximum(MODEL, trial);
        }
        RESULT = Assembly.of(MODEL, PATCHES, MAXIMA);
    }

    private RealSky() {}
}
