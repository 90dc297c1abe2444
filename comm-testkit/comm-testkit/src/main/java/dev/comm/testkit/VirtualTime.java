package dev.comm.testkit;

import java.util.concurrent.CompletionStage;
import org.apiguardian.api.API;

/** A thread on which the programs of a simulated cluster run; they wait on it in virtual time. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface VirtualTime {
    /** Whether a program runs on it now. */
    boolean isOfProgram();

    /** Lets virtual time pass. */
    void pause(long nanos);

    /** Lets virtual time pass, even if the thread is interrupted. */
    void sleepThrough(long nanos);

    /** Lets the thread end at its next call of Comm, as if it alone had been killed. */
    void endThread();

    /** Waits until a stage is complete or virtual time has passed. */
    void await(CompletionStage<?> stage, long nanos);
}
