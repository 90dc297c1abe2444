package dev.comm.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * A node does not join a false master. In the first byte of the input, bit 0 gives the node a secret. The rest are the
 * actions of the false master, which {@link FalseMaster} explains.
 */
@Tag("fuzz")
class NodeHandshakeFuzzTest {
    /**
     * SEC-01, SEC-02: joins no peer that does not know the secret, and keeps the node running after every frame of a
     * peer.
     */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void noFramesOfAFalseMasterMakeANodeJoin(byte[] input) {
        Tape tape = new Tape(input);
        FalseMaster master = new FalseMaster(tape.flag());
        master.play(tape);
        master.endAsItShould();
    }
}
