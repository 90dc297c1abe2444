package dev.comm.master.machine.admission;

import dev.comm.api.Secret;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.core.codec.Transcript;
import java.util.List;

/**
 * The check of the nodes' proofs, which answers a valid proof with the proof of the master.
 *
 * @param secrets accepted secrets, the current one first. Without secrets there are no proofs, and a node that sends a
 *     proof is rejected
 */
public record Credentials(List<Secret> secrets) {
    boolean areNeeded() {
        return !secrets.isEmpty();
    }

    /**
     * Verifies a node's proofs in constant time.
     *
     * @return the master's answer with its own proof, or null if none of the node's proofs is valid
     */
    MasterProof answer(Transcript said, Proof proof, MasterProof choices) {
        if (!areNeeded()) {
            return proof.proof().length() == 0 ? choices : null;
        }
        Secret common = said.proved(secrets, proof);
        return common == null ? null : choices.withProof(said.masterProof(common, proof, choices));
    }
}
