package dev.comm.master;

import dev.comm.api.Answer;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.spi.Environment;
import dev.comm.api.spi.MasterRole;
import dev.comm.api.support.CrankCommunicator;
import dev.comm.api.support.LiveEnvironment;
import dev.comm.api.support.Session;
import dev.comm.api.work.Registry;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.Replies;
import dev.comm.api.work.Report;
import dev.comm.api.work.ShutdownReport;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskRun;
import dev.comm.master.machine.AwaitCall;
import dev.comm.master.machine.Mode;
import dev.comm.master.machine.RegistryCall;
import dev.comm.master.machine.RemoveCall;
import dev.comm.master.machine.ReportCall;
import dev.comm.master.machine.ShutdownCall;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * A master that gives requests and tasks to compute nodes. Nodes are members as soon as they are registered, may come
 * and go at any time, and are told when the master ends.
 *
 * <p>Threads: any thread may call; calls wait without holding anything, and end by their deadline.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class MasterNode implements MasterRole {
    private final Session session;
    private final InetSocketAddress address;
    private final CrankCommunicator communicator;
    private final WorkFront work;

    MasterNode(Session session, InetSocketAddress address) {
        this.session = session;
        this.address = address;
        this.communicator = CrankCommunicator.ofAll(session);
        this.work = new WorkFront(session);
    }

    /**
     * Listens at the configured address and begins to take nodes in. If a rendezvous file is configured, the address
     * that was bound is published there.
     *
     * @throws dev.comm.api.TransportException if the port is taken
     * @throws dev.comm.api.ProviderException if the transport or the serializer is missing
     */
    public static MasterNode listen(CommConfig config) {
        return open(config, new LiveEnvironment());
    }

    /** Like {@link #listen} in a given environment. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static MasterNode open(CommConfig config, Environment environment) {
        return Opening.open(Mode.SERVE, config, environment);
    }

    /** Where the master listens, with the real port. */
    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** The communicator of the master and all nodes; the master is rank 0. */
    @Override
    public Communicator communicator() {
        return communicator;
    }

    /** The living nodes now. */
    @Override
    public Registry registry() {
        return session.call(new RegistryCall(), session.withSlack(Duration.ZERO));
    }

    /**
     * Waits until so many nodes are registered.
     *
     * @throws dev.comm.api.CallTimeoutException that says how many and which came
     */
    @Override
    public Registry awaitComputeNodes(int count, Duration timeout) {
        return session.call(new AwaitCall(count, Session.bounded(timeout).toNanos()), session.withSlack(timeout));
    }

    /** Removes every node: they depart as REMOVED, are fenced and may come back in a new life. */
    @Override
    public void clearRegistry() {
        session.call(new RemoveCall(), session.withSlack(Duration.ZERO));
    }

    /** Asks every living node; one outcome of each: its reply, its handler's error, or its departure. */
    @Override
    public <O> Replies<O> sendRequest(String handler, Object input, Class<O> out) {
        return work.sendRequest(handler, input, out);
    }

    /** Asks one node, in the life that the entry names. */
    @Override
    public <O> Answer<O> sendRequest(RegistryEntry to, String handler, Object input, Class<O> out) {
        return work.sendRequest(to, handler, input, out);
    }

    /** Starts a batch of tasks. */
    @Override
    public <O> TaskRun<O> submit(TaskBatch<?, O> batch) {
        return work.submit(batch);
    }

    /**
     * Asks every node to finish and leave and waits for them; nodes that are still there at the end of the time are
     * removed (S1). Nodes that connect meanwhile are refused.
     */
    @Override
    public ShutdownReport shutdownComputeNodes(Duration timeout) {
        ShutdownCall call =
                new ShutdownCall(Session.bounded(timeout).toNanos(), "the master asked its nodes to shut down");
        return session.call(call, session.withSlack(timeout));
    }

    /** What happened so far: who came, who was lost when and why. */
    @Override
    public Report report() {
        return session.call(new ReportCall(), session.withSlack(Duration.ZERO));
    }

    /**
     * Asks the nodes that are still there to leave, waits for them for the dead timeout at most, and stops listening.
     * Idempotent.
     */
    @Override
    public void close() {
        communicator.close();
    }
}
