package dev.comm.examples.sky.search;

import dev.comm.examples.sky.model.SkyJob;
import dev.comm.examples.sky.model.SkyModel;
import dev.comm.examples.sky.model.StarField;

/** The task that computes one of the 192 patches of the map. */
public final class MapPatch {
    private MapPatch() {}

    /**
     * Returns the test statistics of a patch, in the nested order of its pixels.
     *
     * @param patch number of the patch, from 0 to 191
     */
    public static double[] compute(SkyModel model, int patch) {
        if (patch < 0 || patch >= SkyJob.PATCHES) {
            throw new IllegalArgumentException(
                    "patch must be within 0 to " + (SkyJob.PATCHES - 1) + " but is " + patch);
        }
        return scan(model, model.sky(), patch * SkyJob.PATCH_PIXELS, SkyJob.PATCH_PIXELS);
    }

    /** Returns the test statistics of {@code count} pixels of a sky. */
    static double[] scan(SkyModel model, StarField sky, int first, int count) {
        PointSourceLikelihood likelihood =
                new PointSourceLikelihood(sky, model.job().sigmaDegrees());
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = likelihood.at(model.centre(first + i)).ts();
        }
        return values;
    }
}
