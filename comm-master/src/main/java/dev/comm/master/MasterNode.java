package dev.comm.master;

import dev.comm.api.Answer;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.error.Arguments;
import dev.comm.api.work.Registry;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.Replies;
import dev.comm.api.work.Report;
import dev.comm.api.work.ShutdownReport;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskRun;
import dev.comm.core.communicator.DriverCommunicator;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.core.driver.Drain;
import dev.comm.core.driver.Environment;
import dev.comm.core.driver.LastWords;
import dev.comm.core.driver.LiveEnvironment;
import dev.comm.core.role.ExitCode;
import dev.comm.core.role.MasterRole;
import dev.comm.core.role.VerdictLine;
import dev.comm.master.machine.membership.AwaitCall;
import dev.comm.master.machine.membership.RegistryCall;
import dev.comm.master.machine.membership.RemoveCall;
import dev.comm.master.machine.membership.ReportCall;
import dev.comm.master.machine.membership.ShutdownCall;
import dev.comm.master.machine.membership.TeamKind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apiguardian.api.API;

/**
 * A master that sends requests and tasks to compute nodes. Nodes become members at registration, and may join and leave
 * at any time. At its end the master asks them to leave.
 *
 * <p>Threads: any thread may call; calls wait without a lock and end by their deadline.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class MasterNode implements MasterRole {
    private final MembershipSession session;
    private final InetSocketAddress address;
    private final DriverCommunicator communicator;
    private final WorkClient work;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private Drain drain;

    MasterNode(MembershipSession session, InetSocketAddress address) {
        this.session = session;
        this.address = address;
        this.communicator = DriverCommunicator.ofAll(session);
        this.work = new WorkClient(session);
    }

    /**
     * Listens at the configured address and begins to admit nodes. Publishes the bound address in the rendezvous file,
     * if one is configured.
     *
     * @throws dev.comm.api.error.TransportException if the port is in use
     * @throws dev.comm.api.error.ProviderException if the transport or the serializer is missing
     * @throws NullPointerException if the settings are null
     */
    public static MasterNode listen(CommConfig config) {
        return open(config, new LiveEnvironment());
    }

    /** Listens like {@link #listen}, with the given environment. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public static MasterNode open(CommConfig config, Environment environment) {
        MasterNode master = MasterBootstrap.open(TeamKind.SERVE, Arguments.given(config, "the settings"), environment);
        master.drain = master.communicator.drainOn(environment.drainSignal());
        return master;
    }

    /** Returns the address of the master, with the actual port. */
    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Returns the communicator of the master and all nodes; the master is rank 0. */
    @Override
    public Communicator communicator() {
        return communicator;
    }

    /** Returns the living nodes now. */
    @Override
    public Registry registry() {
        return session.call(new RegistryCall(), session.withSlack(Duration.ZERO));
    }

    /**
     * Waits until the given number of nodes is registered.
     *
     * @param count 0 or more, and less than {@link dev.comm.api.Limits#members}
     * @param timeout zero or more; zero asks whether they are registered now
     * @throws IllegalArgumentException if the number can never be reached, or the timeout is negative
     * @throws dev.comm.api.error.CallTimeoutException if the timeout passes; the message lists the registered nodes
     * @throws NullPointerException if the timeout is null
     */
    @Override
    public Registry awaitComputeNodes(int count, Duration timeout) {
        work.checkNode(Arguments.atLeast(0, count, "a number of nodes"));
        Duration bounded = MembershipSession.bounded(Arguments.timeout(timeout));
        return session.call(new AwaitCall(count, bounded.toNanos()), session.withSlack(bounded));
    }

    /** Removes every node. The nodes depart as REMOVED and are fenced; they may join again as new members. */
    @Override
    public void clearRegistry() {
        session.call(new RemoveCall(), session.withSlack(Duration.ZERO));
    }

    /**
     * Sends a request to every living node and waits for one outcome of each: its reply, its handler's error, or its
     * departure.
     *
     * @throws IllegalArgumentException if the handler's name has not 1 to 100 characters or has half a surrogate pair
     * @throws NullPointerException if the handler's name or the type is null
     */
    @Override
    public <O> Replies<O> sendRequest(String handler, Object input, Class<O> out) {
        return work.sendRequest(handler, input, out);
    }

    /**
     * Sends a request to the node of the entry, if the node still has the incarnation of the entry.
     *
     * @throws IllegalArgumentException if the handler's name has not 1 to 100 characters or has half a surrogate pair
     * @throws NullPointerException if the entry, the handler's name or the type is null
     */
    @Override
    public <O> Answer<O> sendRequest(RegistryEntry to, String handler, Object input, Class<O> out) {
        return work.sendRequest(to, handler, input, out);
    }

    /**
     * Starts a batch of tasks.
     *
     * @throws IllegalArgumentException if the batch is for a rank of {@link dev.comm.api.Limits#members} or more, which
     *     no node can have
     * @throws NullPointerException if the batch is null
     */
    @Override
    public <O> TaskRun<O> submit(TaskBatch<?, O> batch) {
        return work.submit(batch);
    }

    /**
     * Asks every node to finish its work and leave, and waits. After the timeout it removes the remaining nodes (S1).
     * While it waits, the master rejects nodes that connect.
     *
     * @param timeout zero or more; zero removes the nodes at once
     * @throws IllegalArgumentException if the timeout is negative
     * @throws NullPointerException if the timeout is null
     */
    @Override
    public ShutdownReport shutdownComputeNodes(Duration timeout) {
        Duration bounded = MembershipSession.bounded(Arguments.timeout(timeout));
        ShutdownCall call = new ShutdownCall(bounded.toNanos(), "the master asked its nodes to shut down");
        return session.call(call, session.withSlack(bounded));
    }

    /** Returns a report of the run so far: joins, losses and their causes. */
    @Override
    public Report report() {
        return session.call(new ReportCall(), session.withSlack(Duration.ZERO));
    }

    /**
     * Asks the remaining nodes to leave, waits for them for at most the dead timeout, and stops listening. Idempotent.
     */
    @Override
    public void close() {
        communicator.close();
        if (drain != null && isClosed.compareAndSet(false, true)) {
            sayTheEnd();
            drain.close();
        }
    }

    /**
     * Says after SIGTERM, and under a scheduler, which nodes were lost. The exit code of a scheduler does not tell it.
     */
    private void sayTheEnd() {
        String verdict = new VerdictLine(session.config(), communicator).text();
        if (drain.isAsked()) {
            LastWords.say("start the run again to go on: " + Drain.REASON + "; the master ends with code "
                    + ExitCode.TERMINATED.code() + "; " + verdict);
        } else if (session.config().launch().isPresent()) {
            LastWords.tell("the master is closed; " + verdict);
        }
    }
}
