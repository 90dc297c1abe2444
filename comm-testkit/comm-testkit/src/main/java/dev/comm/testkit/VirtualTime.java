package dev.comm.testkit;

import java.util.concurrent.CompletionStage;
import org.apiguardian.api.API;

/** A thread that runs the programs of a simulated cluster. The programs wait on it in virtual time. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface VirtualTime {
    /** Returns whether the thread runs a program now. */
    boolean isOfProgram();

    /** Lets virtual time pass. */
    void pause(long nanos);

    /** Lets virtual time pass, even if the thread is interrupted. */
    void sleepThrough(long nanos);

    /** Ends the thread at its next call of Comm, as if this thread alone had been killed. */
    void endThread();

    /** Waits until a stage is complete or the given virtual time has passed. */
    void await(CompletionStage<?> stage, long nanos);
}
