package dev.comm.bench.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What contenders are called is what they do. */
class LibraryTest {
    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void commWithoutYieldSleepsAtOnceAndCommDoesNot() {
        assertThat(yieldTimeOf(Library.COMM)).isPositive();
        assertThat(yieldTimeOf(Library.COMM_ASLEEP)).isZero();
    }

    private static Duration yieldTimeOf(Library library) {
        for (String flag : library.flags()) {
            String[] property = flag.substring("-D".length()).split("=", 2);
            System.setProperty(property[0], property[1]);
        }
        return new CommTeam(0, 2, 7000).config().build().yieldTime();
    }

    @Test
    void namesCanBeGivenInAListWithCommas() {
        assertThat(Arrays.stream(Library.values()).map(Library::title)).noneMatch(title -> title.contains(","));
    }
}
