package dev.comm.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Input: a byte of which bit 0 says whether the master has a secret and bit 1 whether it runs SPMD, then what strangers
 * do; {@link Strangers} says how it is read.
 */
@Tag("fuzz")
class MasterHandshakeFuzzTest {
    /** L1, B10, SEC-01, SEC-02, SEC-11: without the secret nobody is let in, and with or without it nothing breaks. */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void noFramesOfStrangersGetThemIn(byte[] input) {
        Tape tape = new Tape(input);
        int mode = tape.next();
        Strangers strangers = new Strangers((mode & 1) != 0, (mode & 2) != 0);
        strangers.play(tape);
        strangers.endAsTheyShould();
    }
}
