package dev.comm.api.support;

import dev.comm.api.AuthenticationException;
import dev.comm.api.BugException;
import dev.comm.api.CallTimeoutException;
import dev.comm.api.ClosedException;
import dev.comm.api.CollectiveMismatchException;
import dev.comm.api.FencedException;
import dev.comm.api.LimitException;
import dev.comm.api.MasterLostException;
import dev.comm.api.MemberLostException;
import dev.comm.api.NotAdmittedException;
import dev.comm.api.machine.Failure;
import org.apiguardian.api.API;

/** Converts failures of machines to exceptions for users. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Failures {
    private Failures() {}

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
            case BUG -> new BugException(detail);
            case NOT_ADMITTED -> new NotAdmittedException(detail);
            case UNAUTHENTICATED -> new AuthenticationException(detail);
            case LIMIT -> new LimitException(detail);
        };
    }
}
