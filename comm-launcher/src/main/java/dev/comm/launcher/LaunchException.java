package dev.comm.launcher;

import dev.comm.api.support.ExitCode;

/** A program cannot be started; the message is for the person at the terminal. */
final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    LaunchException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
