package dev.comm.examples.sky.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTests {
    private static final Mollweide SKY = new Mollweide(1000, 500, 400);

    @ParameterizedTest
    @CsvSource({
        "0, 90, 122.932, 27.128",
        "266.405, -28.936, 0, 0",
        "192.859, 27.128, 0, 90",
        "56.75, 24.12, 166.57, -23.52"
    })
    void turnsKnownPlacesIntoGalacticOnes(double ra, double dec, double longitude, double latitude) {
        Direction d = Direction.ofDegrees(ra, dec);

        assertThat(Galactic.latitude(d)).isCloseTo(latitude, within(0.02));
        if (latitude < 89) {
            double difference = StrictMath.abs(Galactic.longitude(d) - longitude);
            assertThat(StrictMath.min(difference, 360 - difference)).isLessThan(0.02);
        }
    }

    @Test
    void drawsTheGalacticEquatorAtLatitudeZero() {
        for (double longitude = 0; longitude < 360; longitude += 7) {
            Direction d = Galactic.equator(longitude);
            assertThat(Galactic.latitude(d)).isCloseTo(0, within(1e-9));
            double difference = StrictMath.abs(Galactic.longitude(d) - longitude);
            assertThat(StrictMath.min(difference, 360 - difference)).isLessThan(1e-9);
        }
    }

    @Test
    void measuresTinyAndHugeSeparations() {
        Direction origin = Direction.ofDegrees(10, 20);

        assertThat(origin.separationDegrees(Direction.ofDegrees(10, 20.000001))).isCloseTo(1e-6, within(1e-10));
        assertThat(origin.separationDegrees(Direction.ofDegrees(190, -20))).isCloseTo(180, within(1e-5));
    }

    @Test
    void findsItsWayBackFromTheMap() {
        for (double ra = 1; ra < 360; ra += 23) {
            for (double dec = -85; dec <= 85; dec += 17) {
                Direction d = Direction.ofDegrees(ra, dec);
                Mollweide.Point p = SKY.project(d);
                assertThat(SKY.direction(p.x(), p.y()))
                        .hasValueSatisfying(
                                back -> assertThat(back.separationDegrees(d)).isLessThan(1e-6));
            }
        }
    }

    @Test
    void drawsRightAscensionToTheLeft() {
        assertThat(SKY.project(Direction.ofDegrees(180, 0)).x()).isCloseTo(1000, within(1e-6));
        assertThat(SKY.project(Direction.ofDegrees(270, 0)).x()).isCloseTo(600, within(1e-6));
        assertThat(SKY.project(Direction.ofDegrees(90, 0)).x()).isCloseTo(1400, within(1e-6));
        assertThat(SKY.project(Direction.ofDegrees(90, 90)).y()).isCloseTo(100, within(1e-3));
    }

    @Test
    void leavesTheCornersEmpty() {
        assertThat(SKY.direction(210, 110)).isEmpty();
        assertThat(SKY.direction(1000, 99)).isEmpty();
    }
}
