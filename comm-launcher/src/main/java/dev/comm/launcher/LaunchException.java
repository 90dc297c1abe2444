package dev.comm.launcher;

import dev.comm.core.role.ExitCode;

/** The launcher cannot start a program; it prints the message to the terminal. */
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
