package dev.comm.launcher;

import dev.comm.core.role.ExitCode;

/** The exception for a program that the launcher cannot start. The launcher prints its message to the terminal. */
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
