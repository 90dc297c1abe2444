package dev.comm.master.machine;

import dev.comm.api.Secret;
import dev.comm.api.frame.Bytes;
import dev.comm.api.frame.Transcript;
import java.util.List;

/**
 * Makes the master's proofs and checks a node's.
 *
 * @param secrets those that count, the current one first; without one nobody proves anything, and a node that does is
 *     refused
 */
record Credentials(List<Secret> secrets) {
    boolean areNeeded() {
        return !secrets.isEmpty();
    }

    /** What belongs into the challenge; empty without a secret. */
    Bytes prove(Transcript said) {
        return said.masterProofs(secrets);
    }

    /** Whether a node's proof is right, in a time that does not depend on it. */
    boolean accepts(Transcript said, Bytes proof) {
        return areNeeded() ? said.accepts(secrets, proof) : proof.length() == 0;
    }
}
