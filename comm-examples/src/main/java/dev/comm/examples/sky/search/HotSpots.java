package dev.comm.examples.sky.search;

import dev.comm.examples.sky.geometry.Direction;
import dev.comm.examples.sky.geometry.Healpix;
import dev.comm.examples.sky.model.SkyModel;
import dev.comm.examples.sky.model.StarField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The search for the hottest spots of a map. They are local maxima at least 4° apart, and each is refined on
 * sub-pixels.
 */
final class HotSpots {
    /** The number of spots that are kept. */
    static final int COUNT = 30;

    private static final double APART_DEGREES = 4;

    /**
     * The number of candidates. A refined spot may be too close to a hotter one and drop out, so there are spare
     * candidates.
     */
    private static final int CANDIDATES = COUNT + 10;

    private static final Comparator<HotSpot> HOTTEST_FIRST =
            Comparator.comparingDouble(HotSpot::ts).reversed();

    private final SkyModel model;
    private final PointSourceLikelihood likelihood;

    HotSpots(SkyModel model, StarField sky) {
        this.model = model;
        this.likelihood = new PointSourceLikelihood(sky, model.job().sigmaDegrees());
    }

    /**
     * Returns at most 30 spots, hottest first.
     *
     * @param map the test statistic of every pixel, in the nested order
     */
    List<HotSpot> find(double[] map) {
        List<HotSpot> candidates = new ArrayList<>();
        for (int pixel : maxima(map)) {
            Fit fit = new Fit(map[pixel], 0);
            candidates.add(new HotSpot(model.centre(pixel), fit));
        }
        List<HotSpot> refined = new ArrayList<>();
        for (HotSpot rough : apart(candidates, CANDIDATES)) {
            refined.add(refine(rough));
        }
        return apart(refined, COUNT);
    }

    /**
     * Returns the pixels that are hotter than all their neighbours. Of equally hot neighbours, the pixel with the
     * lowest number is taken.
     */
    private List<Integer> maxima(double[] map) {
        List<Integer> maxima = new ArrayList<>();
        for (int pixel = 0; pixel < map.length; pixel++) {
            if (map[pixel] > 0 && isMaximum(map, pixel)) {
                maxima.add(pixel);
            }
        }
        return maxima;
    }

    private boolean isMaximum(double[] map, int pixel) {
        for (int other : model.neighbours(pixel)) {
            if (map[other] > map[pixel] || (map[other] == map[pixel] && other < pixel)) {
                return false;
            }
        }
        return true;
    }

    /** Takes the hottest spots first and skips spots that are too close to a spot already taken. The sort is stable. */
    private static List<HotSpot> apart(List<HotSpot> spots, int limit) {
        List<HotSpot> sorted = new ArrayList<>(spots);
        sorted.sort(HOTTEST_FIRST);
        List<HotSpot> taken = new ArrayList<>();
        for (HotSpot spot : sorted) {
            if (taken.size() == limit) {
                break;
            }
            if (taken.stream().allMatch(t -> t.position().separationDegrees(spot.position()) >= APART_DEGREES)) {
                taken.add(spot);
            }
        }
        return taken;
    }

    /**
     * Refines a spot on the sub-pixels of its pixel and of the neighbours. This is done twice, each time on a grid that
     * is four times finer.
     */
    private HotSpot refine(HotSpot rough) {
        Healpix coarse = model.pixels();
        HotSpot best = new HotSpot(rough.position(), likelihood.at(rough.position()));
        for (int level = 0; level < 2; level++) {
            Healpix fine = new Healpix(4 * coarse.nside());
            int pixel = coarse.pixel(best.position());
            best = hottest(best, fine, pixel);
            for (int other : coarse.neighbours(pixel)) {
                best = hottest(best, fine, other);
            }
            coarse = fine;
        }
        return best;
    }

    private HotSpot hottest(HotSpot best, Healpix fine, int parent) {
        HotSpot hottest = best;
        for (int child = 16 * parent; child < 16 * (parent + 1); child++) {
            Direction centre = fine.centre(child);
            Fit fit = likelihood.at(centre);
            if (fit.ts() > hottest.ts()) {
                hottest = new HotSpot(centre, fit);
            }
        }
        return hottest;
    }
}
