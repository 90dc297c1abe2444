package dev.comm.examples.sky.search;

import dev.comm.examples.sky.model.SkyModel;
import dev.comm.examples.sky.model.StarField;
import java.util.List;

/** The task that scans one scrambled sky. */
public final class Trial {
    private Trial() {}

    /**
     * Returns the test statistic of the hottest spot of a scrambled sky.
     *
     * <p>The scrambled sky goes through the same search as the real one, sub-pixels included. Otherwise the real
     * maximum would have an advantage, and p would be too small.
     *
     * @param trial number of the trial, from 0
     */
    public static double maximum(SkyModel model, int trial) {
        if (trial < 0) {
            throw new IllegalArgumentException("trial must not be negative but is " + trial);
        }
        StarField sky = model.scrambled(trial);
        double[] map = MapPatch.scan(model, sky, 0, model.pixels().pixels());
        List<HotSpot> spots = new HotSpots(model, sky).find(map);
        return spots.isEmpty() ? 0 : spots.get(0).ts();
    }
}
