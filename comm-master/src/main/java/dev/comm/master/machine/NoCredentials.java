package dev.comm.master.machine;

import dev.comm.api.frame.Bytes;
import dev.comm.api.frame.HandshakeCommand.Challenge;
import dev.comm.api.frame.HandshakeCommand.Hello;
import dev.comm.api.frame.HandshakeCommand.Proof;

/** A run without a secret: nobody proves anything. */
record NoCredentials() implements Credentials {
    @Override
    public Bytes prove(Hello hello, Challenge bare) {
        return Bytes.EMPTY;
    }

    @Override
    public boolean accepts(Hello hello, Challenge challenge, Proof proof) {
        return proof.proof().length() == 0;
    }
}
