package dev.comm.examples.sky.search;

import dev.comm.examples.sky.model.SkyJob;
import dev.comm.examples.sky.model.SkyModel;
import java.util.ArrayList;
import java.util.List;

/** The assembly of the results of all tasks. Only their positions matter, not the order of their arrival. */
public final class Assembly {
    private Assembly() {}

    /**
     * Returns the result of a scan.
     *
     * @param patches values of the pixels of each patch
     * @param trialMaxima maximum of each trial
     */
    public static SkyResult of(SkyModel model, double[][] patches, double[] trialMaxima) {
        if (trialMaxima.length != model.job().trials()) {
            throw new IllegalArgumentException(
                    "expected " + model.job().trials() + " trials but got " + trialMaxima.length);
        }
        double[] map = joined(patches);
        KnownClusters clusters = KnownClusters.load();
        List<RankedSpot> spots = new ArrayList<>();
        for (HotSpot spot : new HotSpots(model, model.sky()).find(map)) {
            double pValue = PValue.of(spot.ts(), trialMaxima);
            spots.add(new RankedSpot(spots.size() + 1, spot, pValue, clusters.near(spot.position())));
        }
        return new SkyResult(model.job(), model.sky().size(), map, trialMaxima.clone(), List.copyOf(spots));
    }

    private static double[] joined(double[][] patches) {
        if (patches.length != SkyJob.PATCHES) {
            throw new IllegalArgumentException("expected " + SkyJob.PATCHES + " patches but got " + patches.length);
        }
        double[] map = new double[SkyJob.PATCHES * SkyJob.PATCH_PIXELS];
        for (int patch = 0; patch < patches.length; patch++) {
            if (patches[patch] == null || patches[patch].length != SkyJob.PATCH_PIXELS) {
                throw new IllegalArgumentException("patch " + patch + " must have " + SkyJob.PATCH_PIXELS + " values");
            }
            System.arraycopy(patches[patch], 0, map, patch * SkyJob.PATCH_PIXELS, SkyJob.PATCH_PIXELS);
        }
        return map;
    }
}
