package dev.comm.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Input: a byte whose bit 0 says whether the node has a secret, then what somebody in the place of the master does;
 * {@link FalseMaster} says how it is read.
 */
@Tag("fuzz")
class NodeHandshakeFuzzTest {
    /** SEC-01, SEC-02: a node joins nobody who does not know the secret, and nothing that a master says breaks it. */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void noFramesOfAFalseMasterMakeANodeJoin(byte[] input) {
        Tape tape = new Tape(input);
        FalseMaster master = new FalseMaster(tape.flag());
        master.play(tape);
        master.endAsItShould();
    }
}
