package dev.comm.master.machine.admission;

import dev.comm.api.Secret;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.Transcript;
import java.util.List;

/**
 * Creates the master's proofs and verifies those of nodes.
 *
 * @param secrets accepted secrets, the current one first; without secrets there are no proofs, and a node that sends
 *     one is rejected
 */
public record Credentials(List<Secret> secrets) {
    boolean areNeeded() {
        return !secrets.isEmpty();
    }

    /** The proofs for a CHALLENGE; empty without a secret. */
    Bytes prove(Transcript said) {
        return said.masterProofs(secrets);
    }

    /** Whether a node's proof is valid; runs in constant time. */
    boolean accepts(Transcript said, Bytes proof) {
        return areNeeded() ? said.accepts(secrets, proof) : proof.length() == 0;
    }
}
