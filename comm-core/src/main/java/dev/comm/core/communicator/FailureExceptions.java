package dev.comm.core.communicator;

import dev.comm.api.QuorumLostException;
import dev.comm.api.error.AuthenticationException;
import dev.comm.api.error.BugException;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.ClosedException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveMismatchException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.FencedException;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.api.error.LimitException;
import dev.comm.api.error.MasterLostException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.NotAdmittedException;
import dev.comm.core.machine.Failure;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The conversion of failures of machines to exceptions for users. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FailureExceptions {
    private static final int CAUSES_MAX = 20;

    /** The exceptions of calls that end because the membership or the run is over. */
    private static final List<Class<? extends CommException>> ENDS =
            List.of(ClosedException.class, MasterLostException.class, InterruptedCallException.class);

    /** The exceptions of calls that lack the value or the message of a rank that has left. */
    private static final List<Class<? extends CommException>> LACKS = List.of(
            CollectiveFailedException.class,
            CallTimeoutException.class,
            MemberLostException.class,
            QuorumLostException.class);

    private FailureExceptions() {}

    /** Returns whether Comm ended a program by this error because the membership or the run is over. */
    public static boolean isEndOfOthers(Throwable error) {
        return isCausedBy(error, ENDS);
    }

    /**
     * Returns whether the end of the run explains the error of a program that was asked to leave. Then other ranks
     * leave too, so a collective lacks the value of a rank, and a receive its message.
     */
    public static boolean isEndOfRun(Throwable error) {
        return isCausedBy(error, ENDS) || isCausedBy(error, LACKS);
    }

    private static boolean isCausedBy(Throwable error, List<Class<? extends CommException>> types) {
        return Stream.iterate(error, each -> each != null, Throwable::getCause)
                .limit(CAUSES_MAX)
                .anyMatch(each -> types.stream().anyMatch(type -> type.isInstance(each)));
    }

    /** Creates the exception for a failure, on the thread that throws it. */
    public static RuntimeException toException(Failure failure) {
        String detail = failure.detail();
        return switch (failure.kind()) {
            case MASTER_LOST -> new MasterLostException(detail);
            case FENCED -> new FencedException(detail);
            case CLOSED -> new ClosedException(detail);
            case TIMEOUT -> new CallTimeoutException(detail);
            case BROKEN -> new CollectiveMismatchException(detail);
            case MEMBER_LOST -> new MemberLostException(detail);
            case ILLEGAL_STATE -> new IllegalStateException(detail);
            case BUG -> new BugException(detail, failure.cause());
            case NOT_ADMITTED -> new NotAdmittedException(detail);
            case UNAUTHENTICATED -> new AuthenticationException(detail);
            case LIMIT -> new LimitException(detail);
        };
    }
}
