package dev.comm.api.error;

import org.apiguardian.api.API;

/** An exception in another process. Comm receives it as text, because Comm deserializes no exception objects. */
@API(status = API.Status.STABLE, since = "0.1")
public class RemoteException extends CommException {
    private static final long serialVersionUID = 1L;

    private final int rank;
    private final String type;
    private final String remoteMessage;
    private final String remoteStack;

    /**
     * Creates an exception from the description of the remote error.
     *
     * @param rank rank on which the error happened, or -1 if unknown
     * @param type class name of the exception
     * @param remoteMessage message of the exception, possibly empty
     * @param remoteStack stack of the exception as text, possibly empty
     */
    public RemoteException(int rank, String type, String remoteMessage, String remoteStack) {
        super((rank < 0 ? "a member" : "rank " + rank) + " failed: " + type
                + (remoteMessage.isEmpty() ? "" : ": " + remoteMessage)
                + RemotePlace.of(remoteStack));
        this.rank = rank;
        this.type = type;
        this.remoteMessage = remoteMessage;
        this.remoteStack = PlainText.lines(remoteStack);
    }

    /** Returns the rank on which the error happened, or -1 if unknown. */
    public int rank() {
        return rank;
    }

    /** Returns the class name of the exception. */
    public String type() {
        return type;
    }

    /** Returns the message of the exception as the process sent it, possibly empty and not escaped. */
    public String remoteMessage() {
        return remoteMessage;
    }

    /**
     * Returns the stack and the causes of the exception as text, possibly empty. Line ends and tabs are the only
     * control characters in it.
     */
    public String remoteStack() {
        return remoteStack;
    }
}
