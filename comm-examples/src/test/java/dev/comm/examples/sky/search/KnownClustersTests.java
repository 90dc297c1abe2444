package dev.comm.examples.sky.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.examples.sky.geometry.Direction;
import java.io.BufferedReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class KnownClustersTests {
    private final KnownClusters clusters = KnownClusters.load();

    @Test
    void areAboutSixtyEachWithItsOwnNameAndASource() {
        assertThat(clusters.all()).hasSizeBetween(55, 75);
        assertThat(clusters.all()).extracting(KnownCluster::name).doesNotHaveDuplicates();
        assertThat(clusters.all()).allSatisfy(c -> assertThat(c.source()).matches("[A-Z][A-Za-z-]+ \\d{4}"));
    }

    @Test
    void nameWhatLiesWithinTwoDegrees() {
        assertThat(clusters.near(Direction.ofDegrees(57.5, 25.2)))
                .map(KnownCluster::name)
                .hasValue("Pleiades");
        assertThat(clusters.near(Direction.ofDegrees(59.5, 24.1))).isEmpty();
    }

    @Test
    void takeTheNearestOfSeveral() {
        assertThat(clusters.near(Direction.ofDegrees(83.9, -5.3)))
                .map(KnownCluster::name)
                .hasValue("Orion Nebula Cluster");
        assertThat(clusters.near(Direction.ofDegrees(83.9, -1.3)))
                .map(KnownCluster::name)
                .hasValue("Collinder 70");
    }

    @Test
    void refuseABadList() {
        assertThatThrownBy(() ->
                        KnownClusters.parse(new BufferedReader(new StringReader("name,ra_deg,dec_deg,source\nM1,1\n"))))
                .hasMessageContaining("'M1,1'");
        assertThatThrownBy(() -> KnownClusters.parse(new BufferedReader(new StringReader("name\n"))))
                .hasMessageContaining("expected header");
    }
}
