package dev.comm.node;

import dev.comm.api.ClosedException;
import dev.comm.api.CommConfig;
import dev.comm.api.CommException;
import dev.comm.api.Communicator;
import dev.comm.api.Handlers;
import dev.comm.api.machine.Nanos;
import dev.comm.api.spi.Environment;
import dev.comm.api.spi.NodeRole;
import dev.comm.api.support.CrankCommunicator;
import dev.comm.api.support.ExitCode;
import dev.comm.api.support.LiveEnvironment;
import dev.comm.api.support.Session;
import dev.comm.api.work.ExitReason;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compute node: joins a master, answers its requests and tasks, and takes part in its collectives.
 *
 * <p>When the master dies, the node stops starting new work, ends every call with
 * {@link dev.comm.api.MasterLostException} and {@link #handleRequests} returns {@link ExitReason#MASTER_LOST}. A node
 * serves one membership: to join again, connect a new one.
 *
 * <p>Threads: {@link #handleRequests} once at a time; everything else by any thread.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class ComputeNode implements NodeRole {
    private static final Logger LOG = LoggerFactory.getLogger(ComputeNode.class);

    private final Environment environment;
    private final Session session;
    private final CrankCommunicator communicator;
    private final long endOfLifeNanos;
    private final AtomicBoolean isServing = new AtomicBoolean();

    private ComputeNode(Environment environment, Session session, long endOfLifeNanos) {
        this.environment = environment;
        this.session = session;
        this.communicator = CrankCommunicator.ofAll(session);
        this.endOfLifeNanos = endOfLifeNanos;
    }

    /**
     * Connects to the configured master and waits until this process is a member, at most for the startup timeout and,
     * once registered, for the start of the others.
     *
     * @throws dev.comm.api.NotAdmittedException if no master answered in time or it refused; the message says which and
     *     why
     * @throws dev.comm.api.AuthenticationException if the secrets differ
     * @throws dev.comm.api.ProviderException if the transport is missing
     */
    public static ComputeNode connect(CommConfig config) {
        return open(config, new LiveEnvironment());
    }

    /** The same in a given environment. */
    static ComputeNode open(CommConfig config, Environment environment) {
        long endOfLife = config.liveTime() == null
                ? Long.MAX_VALUE
                : Nanos.after(environment.nanoTime(), Nanos.of(config.liveTime()));
        return new ComputeNode(environment, Joining.join(config, environment), endOfLife);
    }

    /**
     * Serves requests and tasks until the master asks for shutdown, the live time ends, the node leaves, or the
     * membership is lost.
     *
     * <p>With one slot, handlers run on the calling thread, and this method returns when the last one has ended. With
     * more, they run on threads of their own; those that do not react to their interrupt within two seconds after the
     * end of the membership are left behind.
     *
     * @throws dev.comm.api.InterruptedCallException if the calling thread was interrupted outside a handler; the node
     *     stays a member
     * @throws IllegalStateException if another thread serves already
     */
    @Override
    public ExitReason handleRequests(Handlers handlers) {
        return serve(handlers, session.config().slots() > 1);
    }

    private ExitReason serve(Handlers handlers, boolean onThreads) {
        if (!isServing.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "another thread serves requests of this node; raise the number of slots instead");
        }
        try {
            Service service = new Service(session, environment, handlers, endOfLifeNanos);
            return onThreads ? service.runOnThreads() : service.runHere();
        } finally {
            isServing.set(false);
        }
    }

    @Override
    public Communicator communicator() {
        return communicator;
    }

    /**
     * Leaves in order: finishes what is open for at most the dead timeout, then says goodbye. Idempotent; without
     * effect when the membership is over.
     */
    @Override
    public void close() {
        communicator.close();
    }

    /**
     * Connects, serves until the end and leaves. Handlers run on threads of their own, so that this method returns when
     * the master is gone even if a handler hangs.
     *
     * @return the exit code, for {@code System.exit}: 0 after a shutdown or the end of the live time, 3 wrong
     *     configuration or missing provider, 4 not admitted, 5 master lost, 6 fenced, 70 a bug in Comm
     */
    public static int run(CommConfig.Builder config, Handlers handlers) {
        return run(config, handlers, new LiveEnvironment()).code();
    }

    static ExitCode run(CommConfig.Builder builder, Handlers handlers, Environment environment) {
        ComputeNode node;
        try {
            node = open(builder.build(), environment);
        } catch (CommException e) {
            LOG.error("could not start: {}", e.getMessage());
            return ExitCode.of(e);
        }
        return node.toEnd(handlers);
    }

    @Override
    public int serveToEnd(Handlers handlers) {
        return toEnd(handlers).code();
    }

    private ExitCode toEnd(Handlers handlers) {
        try (this) {
            ExitReason reason = serve(handlers, true);
            LOG.info("rank {} ends: {}", communicator.rank(), reason);
            return codeOf(reason);
        } catch (ClosedException e) {
            return ExitCode.DONE;
        } catch (CommException e) {
            LOG.error("rank {} failed", communicator.rank(), e);
            communicator.fail(e);
            return ExitCode.of(e);
        }
    }

    private static ExitCode codeOf(ExitReason reason) {
        return switch (reason) {
            case SHUTDOWN, EXPIRED, LEFT -> ExitCode.DONE;
            case FENCED -> ExitCode.FENCED;
            case MASTER_LOST -> ExitCode.MASTER_LOST;
        };
    }
}
