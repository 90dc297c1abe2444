package dev.comm.examples.sky.search;

import dev.comm.examples.sky.model.SkyJob;
import java.util.List;

/**
 * The findings of a scan.
 *
 * @param job the parameters
 * @param stars the number of stars brighter than the limit
 * @param map the test statistic of every pixel, in the nested order at nside 64
 * @param trialMaxima the test statistic of the hottest spot of each trial, in the order of the trials
 * @param spots the hot spots, hottest first
 */
public record SkyResult(SkyJob job, int stars, double[] map, double[] trialMaxima, List<RankedSpot> spots) {}
