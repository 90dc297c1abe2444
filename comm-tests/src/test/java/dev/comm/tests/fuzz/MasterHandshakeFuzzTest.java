package dev.comm.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Strangers cannot join a master. In the first byte of the input, bit 0 gives the master a secret and bit 1 chooses
 * SPMD. The rest are the actions of the strangers, which {@link Strangers} explains.
 */
@Tag("fuzz")
class MasterHandshakeFuzzTest {
    /** L1, B10, SEC-01, SEC-02, SEC-11: admits no peer without the secret, and keeps the master running. */
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
