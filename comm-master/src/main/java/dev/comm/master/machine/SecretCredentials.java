package dev.comm.master.machine;

import dev.comm.api.Secret;
import dev.comm.api.frame.Bytes;
import dev.comm.api.frame.HandshakeCommand.Challenge;
import dev.comm.api.frame.HandshakeCommand.Hello;
import dev.comm.api.frame.HandshakeCommand.Proof;
import dev.comm.api.frame.Transcript;

/** Proofs by the shared secret of the run. */
record SecretCredentials(Secret secret) implements Credentials {
    @Override
    public Bytes prove(Hello hello, Challenge bare) {
        return Transcript.masterProof(secret, hello, bare);
    }

    @Override
    public boolean accepts(Hello hello, Challenge challenge, Proof proof) {
        return Transcript.nodeProof(secret, hello, challenge).matches(proof.proof());
    }
}
