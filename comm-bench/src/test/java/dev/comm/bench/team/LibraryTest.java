package dev.comm.bench.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each contender behaves as its name says. */
class LibraryTest {
    @Test
    void commWithoutYieldSleepsAtOnceAndCommDoesNot() throws Exception {
        assertThat(yieldTimeOf(Library.COMM)).isPositive();
        assertThat(yieldTimeOf(Library.COMM_ASLEEP)).isZero();
    }

    private static Duration yieldTimeOf(Library library) throws Exception {
        return ((CommTeam) library.entry().join(0, 2, 7000)).config().build().yieldTime();
    }

    @Test
    void namesCanBeGivenInAListWithCommas() {
        assertThat(Arrays.stream(Library.values()).map(Library::title)).noneMatch(title -> title.contains(","));
    }
}
