package dev.comm.examples.sky;

import dev.comm.examples.sky.model.SkyJob;
import dev.comm.examples.sky.model.SkyModel;
import dev.comm.examples.sky.search.MapPatch;
import dev.comm.examples.sky.search.Trial;
import java.io.Serializable;

/**
 * One task of a scan: a map patch or a trial.
 *
 * @param job the scan
 * @param index position among all tasks: the patches come first, then one task for each trial
 */
record SkyTask(SkyJob job, int index) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Computes the task. The result is the values of a patch, or the maximum of a trial as the only element. */
    double[] compute(SkyModel model) {
        return index < SkyJob.PATCHES
                ? MapPatch.compute(model, index)
                : new double[] {Trial.maximum(model, index - SkyJob.PATCHES)};
    }
}
