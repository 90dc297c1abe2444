package dev.comm.node;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.error.Arguments;
import dev.comm.api.error.ClosedException;
import dev.comm.api.error.CommException;
import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import dev.comm.core.communicator.DriverCommunicator;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.core.driver.Drain;
import dev.comm.core.driver.Environment;
import dev.comm.core.driver.LastWords;
import dev.comm.core.driver.LaunchJoin;
import dev.comm.core.driver.LiveEnvironment;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.role.DefaultRuntime;
import dev.comm.core.role.ExitCode;
import dev.comm.core.role.NodeRole;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compute node. It joins a master, answers the master's requests and tasks, and takes part in its collectives.
 *
 * <p>When the master is lost, the node starts no new work. Every call ends with
 * {@link dev.comm.api.error.MasterLostException}, and {@link #handleRequests} returns {@link ExitReason#MASTER_LOST}. A
 * node has only one membership, so you must connect a new node to join again.
 *
 * <p>Threads: one thread at a time calls {@link #handleRequests}; any thread may call the other methods.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class ComputeNode implements NodeRole {
    private static final Logger LOG = LoggerFactory.getLogger(ComputeNode.class);

    private final Environment environment;
    private final MembershipSession session;
    private final DriverCommunicator communicator;
    private final AtomicBoolean isServing = new AtomicBoolean();

    private ComputeNode(Environment environment, MembershipSession session) {
        this.environment = environment;
        this.session = session;
        this.communicator = DriverCommunicator.ofAll(session);
    }

    /**
     * Connects to the configured master and waits until this process is a member, at most for the startup timeout.
     * After the registration, the call also waits for the start of the other members.
     *
     * @throws dev.comm.api.error.NotAdmittedException if no master answered in time or the master rejected this node;
     *     the message gives the reason
     * @throws dev.comm.api.error.AuthenticationException if the secrets differ
     * @throws dev.comm.api.error.ProviderException if the transport is missing
     */
    public static ComputeNode connect(CommConfig config) {
        return open(config, new LiveEnvironment());
    }

    /** Connects with the given environment. */
    static ComputeNode open(CommConfig given, Environment environment) {
        CommConfig config = LaunchJoin.of(Arguments.given(given, "the settings"), environment);
        return new ComputeNode(environment, NodeBootstrap.join(config, environment));
    }

    /**
     * Serves requests and tasks until the master requests a shutdown, the live time ends, the node leaves, or the
     * membership is lost.
     *
     * <p>With one slot, handlers run on the calling thread, and this method returns when the last handler has ended.
     * With more slots, handlers run on threads of their own. After the end of the membership this method interrupts the
     * handlers and waits at most two seconds.
     *
     * @throws dev.comm.api.error.InterruptedCallException if the calling thread was interrupted outside a handler; the
     *     node stays a member
     * @throws IllegalStateException if another thread already serves
     */
    @Override
    public ExitReason handleRequests(Handlers handlers) {
        return serve(handlers, session.config().slots() > 1);
    }

    private ExitReason serve(Handlers handlers, boolean onThreads) {
        Arguments.given(handlers, "handlers");
        if (!isServing.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "raise the number of slots instead: another thread already serves requests of this node");
        }
        try {
            RequestService service = new RequestService(session, environment, handlers);
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
     * Leaves the run. The node finishes open work for at most the dead timeout, then sends LEAVE. Idempotent. The call
     * has no effect when the membership is over.
     */
    @Override
    public void close() {
        communicator.close();
    }

    /**
     * Connects, serves until the membership ends, and leaves. Handlers run on their own threads, so this method returns
     * when the master is lost even if a handler hangs.
     *
     * @return the exit code, for {@code System.exit}: 0 after a shutdown or the end of the live time, 3 wrong
     *     configuration or missing provider, 4 not admitted, 5 master lost, 6 fenced, 70 a bug in Comm, 143 after
     *     SIGTERM
     */
    public static int run(CommConfig.Builder config, Handlers handlers) {
        return run(config, handlers, LiveEnvironment.ofProcess()).code();
    }

    static ExitCode run(CommConfig.Builder builder, Handlers handlers, Environment environment) {
        Arguments.given(builder, "the settings");
        Arguments.given(handlers, "handlers");
        ComputeNode node;
        try {
            node = open(builder.build(), environment);
        } catch (CommException e) {
            return DefaultRuntime.cannotStart(e);
        }
        return node.toEnd(handlers);
    }

    @Override
    public int serveToEnd(Handlers handlers) {
        Arguments.given(handlers, "handlers");
        return toEnd(handlers).code();
    }

    private ExitCode toEnd(Handlers handlers) {
        try (Drain drain = communicator.drainOn(environment.drainSignal());
                this) {
            ExitReason reason = serve(handlers, true);
            LOG.info("rank {} ends: {}", communicator.rank(), reason);
            boolean asked = drain.isAsked() && codeOf(reason) == ExitCode.DONE;
            return said(asked ? ExitCode.TERMINATED : codeOf(reason));
        } catch (ClosedException e) {
            return ExitCode.DONE;
        } catch (CommException e) {
            ExitCode code = ExitCode.of(e);
            LastWords.say("rank " + communicator.rank() + " failed, exit code " + code.code(), e);
            communicator.fail(e);
            return code;
        }
    }

    /** Prints the reason why the membership ended, unless it ended in order. */
    private ExitCode said(ExitCode code) {
        if (code == ExitCode.TERMINATED) {
            LastWords.say("other nodes do the rest of its work: " + Drain.REASON + "; rank " + communicator.rank()
                    + " ends with code " + code.code());
        } else if (code != ExitCode.DONE) {
            // After the end of the membership every call fails with the reason of the end.
            Failure failure = session.driver().submit(new JoinCall()).failure();
            String reason = failure == null ? "the membership is over" : failure.detail();
            LastWords.say(reason + ": rank " + communicator.rank() + " ends with code " + code.code());
        }
        return code;
    }

    private static ExitCode codeOf(ExitReason reason) {
        return switch (reason) {
            case SHUTDOWN, EXPIRED, LEFT -> ExitCode.DONE;
            case FENCED -> ExitCode.FENCED;
            case MASTER_LOST -> ExitCode.MASTER_LOST;
            case HUNG, FAILED, LOCAL -> ExitCode.FAILED;
        };
    }
}
