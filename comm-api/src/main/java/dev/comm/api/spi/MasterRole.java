package dev.comm.api.spi;

import dev.comm.api.Answer;
import dev.comm.api.work.Registry;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.Replies;
import dev.comm.api.work.Report;
import dev.comm.api.work.ShutdownReport;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskRun;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.apiguardian.api.API;

/** The master's side: requests, tasks and the registry. Any thread may call. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface MasterRole extends Role {
    /** Where the master listens. */
    InetSocketAddress address();

    /** The living nodes now. */
    Registry registry();

    /**
     * Waits until so many nodes are registered.
     *
     * @throws dev.comm.api.CallTimeoutException that says how many and which came
     */
    Registry awaitComputeNodes(int count, Duration timeout);

    /** Removes every node: they depart as REMOVED and are fenced. */
    void clearRegistry();

    /** Asks every living node and waits for one outcome of each. */
    <O> Replies<O> sendRequest(String handler, Object input, Class<O> out);

    /** Asks one node. */
    <O> Answer<O> sendRequest(RegistryEntry to, String handler, Object input, Class<O> out);

    /** Starts a batch of tasks. */
    <O> TaskRun<O> submit(TaskBatch<?, O> batch);

    /** Asks every node to finish and leave, and waits for them (S1). */
    ShutdownReport shutdownComputeNodes(Duration timeout);

    /** What happened in the run so far. */
    Report report();
}
