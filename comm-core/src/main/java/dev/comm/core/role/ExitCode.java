package dev.comm.core.role;

import dev.comm.api.QuorumLostException;
import dev.comm.api.error.AuthenticationException;
import dev.comm.api.error.BugException;
import dev.comm.api.error.ConfigException;
import dev.comm.api.error.FencedException;
import dev.comm.api.error.MasterLostException;
import dev.comm.api.error.NotAdmittedException;
import dev.comm.api.error.ProviderException;
import dev.comm.api.error.TransportException;
import org.apiguardian.api.API;

/** The exit codes of {@code run} and of the launcher. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum ExitCode {
    /** The run met its policy. */
    DONE(0),
    /** The program or its work failed. */
    FAILED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** A setting or a provider is wrong, or the master cannot listen at its address. */
    CONFIGURATION(3),
    /** The start timed out, or the master rejected this process. */
    NOT_ADMITTED(4),
    /** The master is lost. */
    MASTER_LOST(5),
    /** The master fenced this process. */
    FENCED(6),
    /** Too few members are left. */
    QUORUM_LOST(7),
    /** The run is done, but it lost more members than the policy allows. */
    MEMBERS_LOST(8),
    /** Comm has a bug. */
    BUG(70),
    /** The process was asked to end by SIGTERM, and it left in order. */
    TERMINATED(143);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** Returns the status for {@code System.exit}. */
    public int code() {
        return code;
    }

    /** Returns the exit code for an exception of Comm or of a program. */
    public static ExitCode of(Throwable error) {
        if (error instanceof ConfigException
                || error instanceof ProviderException
                || error instanceof TransportException) {
            return CONFIGURATION;
        }
        if (error instanceof NotAdmittedException || error instanceof AuthenticationException) {
            return NOT_ADMITTED;
        }
        if (error instanceof MasterLostException) {
            return MASTER_LOST;
        }
        if (error instanceof FencedException) {
            return FENCED;
        }
        if (error instanceof QuorumLostException) {
            return QUORUM_LOST;
        }
        return error instanceof BugException ? BUG : FAILED;
    }
}
