package dev.comm.examples.sky.model;

import dev.comm.examples.sky.geometry.Direction;
import dev.comm.examples.sky.geometry.Healpix;
import java.util.SplittableRandom;

/**
 * The data that every task of a job needs and no task changes. A node builds the model once.
 *
 * <p>The model is immutable, so any number of threads may share it.
 */
public final class SkyModel {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final SkyJob job;
    private final StarCatalogue catalogue;
    private final Background background;
    private final StarField sky;
    private final Healpix pixels = new Healpix(SkyJob.NSIDE);
    private final Direction[] centres = new Direction[pixels.pixels()];
    private final int[][] neighbours = new int[pixels.pixels()][];

    private SkyModel(SkyJob job, StarCatalogue catalogue) {
        this.job = job;
        this.catalogue = catalogue;
        this.background = Background.of(job.background(), catalogue);
        double[] rightAscension = new double[catalogue.size()];
        for (int star = 0; star < catalogue.size(); star++) {
            rightAscension[star] = catalogue.rightAscension(star);
        }
        this.sky = field(rightAscension);
        for (int pixel = 0; pixel < centres.length; pixel++) {
            centres[pixel] = pixels.centre(pixel);
            neighbours[pixel] = pixels.neighbours(pixel);
        }
    }

    /** Loads the catalogue and prepares all data. This takes some tenths of a second. */
    public static SkyModel build(SkyJob job) {
        return new SkyModel(job, StarCatalogue.load(job.magnitudeMax()));
    }

    public SkyJob job() {
        return job;
    }

    Background background() {
        return background;
    }

    /** Returns the real sky. */
    public StarField sky() {
        return sky;
    }

    public Healpix pixels() {
        return pixels;
    }

    public Direction centre(int pixel) {
        return centres[pixel];
    }

    /** Returns the neighbours of a pixel. The caller must not change the array. */
    public int[] neighbours(int pixel) {
        return neighbours[pixel];
    }

    /**
     * Returns a sky without sources. The declinations stay the same, and the right ascensions are drawn from the
     * background.
     *
     * <p>The random numbers depend only on the seed and the trial, so every node computes the same result for a trial.
     */
    public StarField scrambled(int trial) {
        SplittableRandom random = new SplittableRandom(job.seed() + GOLDEN_GAMMA * (trial + 1L)).split();
        double[] rightAscension = new double[catalogue.size()];
        for (int star = 0; star < rightAscension.length; star++) {
            double sine = StrictMath.sin(StrictMath.toRadians(catalogue.declination(star)));
            rightAscension[star] = background.scrambled(random.nextDouble(), sine);
        }
        return field(rightAscension);
    }

    private StarField field(double[] rightAscension) {
        Direction[] stars = new Direction[rightAscension.length];
        double[] densities = new double[stars.length];
        for (int star = 0; star < stars.length; star++) {
            stars[star] = Direction.ofDegrees(rightAscension[star], catalogue.declination(star));
            densities[star] = background.density(rightAscension[star], stars[star].z());
        }
        return new StarField(stars, densities);
    }
}
