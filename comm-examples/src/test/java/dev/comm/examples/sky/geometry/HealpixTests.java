package dev.comm.examples.sky.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.comm.examples.sky.model.SkyJob;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealpixTests {

    @Test
    void refusesSidesThatAreNoPowerOfTwo() {
        assertThatThrownBy(() -> new Healpix(48))
                .hasMessageContaining("power of two")
                .hasMessageContaining("48");
    }

    @ParameterizedTest
    @CsvSource({"0, 45, 41.8103", "3, 315, 41.8103", "4, 0, 0", "5, 90, 0", "8, 45, -41.8103", "11, 315, -41.8103"})
    void putsTheTwelveBaseFacesWhereThePaperDoes(int face, double rightAscension, double declination) {
        Direction centre = new Healpix(1).centre(face);

        assertThat(centre.rightAscension()).isCloseTo(rightAscension, within(1e-4));
        assertThat(centre.declination()).isCloseTo(declination, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 64, 1024})
    void findsEveryCentreInItsOwnPixel(int nside) {
        Healpix healpix = new Healpix(nside);
        int step = StrictMath.max(1, healpix.pixels() / 50_000);

        for (int pixel = 0; pixel < healpix.pixels(); pixel += step) {
            assertThat(healpix.pixel(healpix.centre(pixel))).isEqualTo(pixel);
        }
    }

    @Test
    void hasTheSameCentresAsTheRingScheme() {
        int nside = 8;
        Healpix healpix = new Healpix(nside);

        int[] nested = IntStream.range(0, healpix.pixels())
                .map(pixel -> healpix.pixel(ringCentre(nside, pixel)))
                .toArray();

        for (int pixel = 0; pixel < nested.length; pixel++) {
            Direction ring = ringCentre(nside, pixel);
            assertThat(healpix.centre(nested[pixel]).separationDegrees(ring)).isLessThan(1e-9);
        }
        assertThat(Arrays.stream(nested).sorted().toArray())
                .isEqualTo(IntStream.range(0, healpix.pixels()).toArray());
    }

    @Test
    void numbersPixelsLikeTheReferenceImplementation() {
        // healpy: nest2ring(16, 1130) is 1504, and ang2pix(16, pi / 4, pi / 4) in the ring scheme is 427.
        Healpix healpix = new Healpix(16);
        Direction point = Direction.ofDegrees(45, 45);

        assertThat(healpix.pixel(ringCentre(16, 1504))).isEqualTo(1130);
        assertThat(healpix.centre(healpix.pixel(point)).separationDegrees(ringCentre(16, 427)))
                .isLessThan(1e-9);
    }

    @Test
    void givesAllPixelsTheSameArea() {
        Healpix healpix = new Healpix(2);
        SplittableRandom random = new SplittableRandom(5);
        int[] hits = new int[healpix.pixels()];
        for (int i = 0; i < 480_000; i++) {
            double z = 2 * random.nextDouble() - 1;
            double phi = 2 * StrictMath.PI * random.nextDouble();
            double ring = StrictMath.sqrt(1 - z * z);
            hits[healpix.pixel(new Direction(ring * StrictMath.cos(phi), ring * StrictMath.sin(phi), z))]++;
        }

        assertThat(Arrays.stream(hits).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(9_500, 10_500));
    }

    @Test
    void numbersTheFourChildrenOfAPixelOneAfterTheOther() {
        Healpix coarse = new Healpix(32);
        Healpix fine = new Healpix(64);

        for (int child = 0; child < fine.pixels(); child++) {
            assertThat(coarse.pixel(fine.centre(child))).isEqualTo(child / 4);
        }
    }

    @Test
    void makesPatchesThatAreRunsOfPixels() {
        Healpix patches = new Healpix(4);
        Healpix pixels = new Healpix(SkyJob.NSIDE);

        assertThat(patches.pixels()).isEqualTo(SkyJob.PATCHES);
        for (int pixel = 0; pixel < pixels.pixels(); pixel++) {
            assertThat(patches.pixel(pixels.centre(pixel))).isEqualTo(pixel / SkyJob.PATCH_PIXELS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16, 64})
    void knowsNeighboursThatKnowEachOther(int nside) {
        Healpix healpix = new Healpix(nside);
        int seven = 0;
        for (int pixel = 0; pixel < healpix.pixels(); pixel++) {
            int[] neighbours = healpix.neighbours(pixel);
            assertThat(neighbours).hasSizeBetween(7, 8).doesNotContain(pixel);
            seven += neighbours.length == 7 ? 1 : 0;
            for (int other : neighbours) {
                assertThat(healpix.neighbours(other)).contains(pixel);
            }
        }
        assertThat(seven)
                .as("pixels at the eight corners where three faces meet")
                .isEqualTo(24);
    }

    /** Górski et al. 2005, equations 2 to 9, with the first pixel of every second equatorial ring at phi = 0. */
    private static Direction ringCentre(int nside, int pixel) {
        int caps = 2 * nside * (nside - 1);
        int pixels = 12 * nside * nside;
        if (pixel < caps) {
            return capCentre(nside, pixel);
        }
        if (pixel >= pixels - caps) {
            Direction north = capCentre(nside, pixels - 1 - pixel);
            return new Direction(north.x(), -north.y(), -north.z());
        }
        int i = (pixel - caps) / (4 * nside) + nside;
        int j = (pixel - caps) % (4 * nside) + 1;
        double first = (i - nside) % 2 == 0 ? 0.5 : 1;
        return at(4.0 / 3 - 2.0 * i / (3 * nside), StrictMath.PI / (2 * nside) * (j - first));
    }

    private static Direction capCentre(int nside, int pixel) {
        double half = (pixel + 1) / 2.0;
        int i = (int) StrictMath.sqrt(half - StrictMath.sqrt(StrictMath.floor(half))) + 1;
        int j = pixel + 1 - 2 * i * (i - 1);
        return at(1 - i * i / (3.0 * nside * nside), StrictMath.PI / (2 * i) * (j - 0.5));
    }

    private static Direction at(double z, double phi) {
        double ring = StrictMath.sqrt(1 - z * z);
        return new Direction(ring * StrictMath.cos(phi), ring * StrictMath.sin(phi), z);
    }
}
