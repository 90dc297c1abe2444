package dev.comm.examples.sky.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarCatalogueTests {
    private static final String HEADER = "hip,ra_deg,dec_deg,v_mag,b_v\n";

    @Test
    void holdsAsManyStarsAsMeasured() {
        assertThat(StarCatalogue.load(7.0).size()).isEqualTo(15_544);
        assertThat(StarCatalogue.load(20).size()).isEqualTo(118_216);
    }

    @Test
    void keepsOnlyStarsUpToTheLimit() throws IOException {
        StarCatalogue stars = parse(HEADER + "1,10.5,-20.25,7.0,0.1\n2,11,21,7.01,\n3,12,22,-1,\n");

        assertThat(stars.size()).isEqualTo(2);
        assertThat(stars.rightAscension(0)).isEqualTo(10.5);
        assertThat(stars.declination(0)).isEqualTo(-20.25);
        assertThat(stars.declination(1)).isEqualTo(22);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,10,20,5       | line 3 | expected 5 fields but found 4",
                "1,361,20,5,0    | line 3 | ra_deg 361 is not within 0 to 360",
                "1,10,-90.1,5,0  | line 3 | dec_deg -90.1 is not within -90 to 90",
                "1,10,20,bright,0| line 3 | v_mag 'bright' is not a number",
                "1,NaN,20,5,0    | line 3 | ra_deg NaN is not within",
            })
    void saysWhichRowIsBadAndWhy(String row, String line, String reason) {
        assertThatThrownBy(() -> parse(HEADER + "1,1,1,1,1\n" + row + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAnotherHeader() {
        assertThatThrownBy(() -> parse("ra,dec\n"))
                .hasMessageContaining("expected header")
                .hasMessageContaining("ra,dec");
    }

    private static StarCatalogue parse(String text) throws IOException {
        return StarCatalogue.parse(new BufferedReader(new StringReader(text)), 7);
    }
}
