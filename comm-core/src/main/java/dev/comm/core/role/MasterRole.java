package dev.comm.core.role;

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

/** The role of the master: requests, tasks and the registry. Any thread may call it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface MasterRole extends Role {
    /** Where the master listens. */
    InetSocketAddress address();

    /** The living nodes now. */
    Registry registry();

    /**
     * Waits until the given number of nodes is registered.
     *
     * @throws dev.comm.api.error.CallTimeoutException if the timeout passes; the message lists the registered nodes
     */
    Registry awaitComputeNodes(int count, Duration timeout);

    /** Removes every node: they depart as REMOVED and are fenced. */
    void clearRegistry();

    /** Sends a request to every living node and waits for one outcome of each. */
    <O> Replies<O> sendRequest(String handler, Object input, Class<O> out);

    /** Asks one node. */
    <O> Answer<O> sendRequest(RegistryEntry to, String handler, Object input, Class<O> out);

    /** Starts a batch of tasks. */
    <O> TaskRun<O> submit(TaskBatch<?, O> batch);

    /** Asks every node to finish its work and leave, and waits for the nodes (S1). */
    ShutdownReport shutdownComputeNodes(Duration timeout);

    /** A report of the run so far. */
    Report report();
}
