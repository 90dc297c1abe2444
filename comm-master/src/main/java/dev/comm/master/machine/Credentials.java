package dev.comm.master.machine;

import dev.comm.api.Secret;
import dev.comm.api.frame.Bytes;
import dev.comm.api.frame.HandshakeCommand;

/** Makes the master's proof and checks a node's. */
interface Credentials {
    /**
     * The master's proof.
     *
     * @param bare the challenge, its proof still empty
     */
    Bytes prove(HandshakeCommand.Hello hello, HandshakeCommand.Challenge bare);

    /** Whether a node's proof is right, in a time that does not depend on it. */
    boolean accepts(HandshakeCommand.Hello hello, HandshakeCommand.Challenge challenge, HandshakeCommand.Proof proof);

    /** What a secret asks for; without one (null) both proofs are empty, and a node that brings one is refused. */
    static Credentials of(Secret secret) {
        return secret == null ? new NoCredentials() : new SecretCredentials(secret);
    }
}
