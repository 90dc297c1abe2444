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

/** The role of the master, with requests, tasks and the registry. Any thread may call its methods. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface MasterRole extends Role {
    /** Returns the address on which the master listens. */
    InetSocketAddress address();

    /** Returns the nodes that live now. */
    Registry registry();

    /**
     * Waits until the given number of nodes is registered, and returns the registered nodes.
     *
     * @throws dev.comm.api.error.CallTimeoutException if the timeout passes; the message lists the registered nodes
     */
    Registry awaitComputeNodes(int count, Duration timeout);

    /** Removes every node. The nodes depart as REMOVED, and the master fences them. */
    void clearRegistry();

    /** Sends a request to every living node and waits for one answer from each node. */
    <O> Replies<O> sendRequest(String handler, Object input, Class<O> out);

    /** Sends a request to one node and waits for its answer. */
    <O> Answer<O> sendRequest(RegistryEntry to, String handler, Object input, Class<O> out);

    /** Starts a batch of tasks. */
    <O> TaskRun<O> submit(TaskBatch<?, O> batch);

    /**
     * Requests that every node finish its work and leave, and waits until the nodes have left or the timeout passes
     * (S1).
     */
    ShutdownReport shutdownComputeNodes(Duration timeout);

    /** Returns a report on the run up to the present. */
    Report report();
}
