package dev.comm.core.testing;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import java.util.concurrent.Callable;

/** The effects of a machine, in order. */
public sealed interface Effect {
    record Sent(int endpoint, Command command, Payload payload, Object token) implements Effect {}

    record Connecting(int addressIndex, int endpoint) implements Effect {}

    record Authenticated(int endpoint) implements Effect {}

    record Finished(int endpoint) implements Effect {}

    record Aborted(int endpoint) implements Effect {}

    record StoppedListening() implements Effect {}

    record Completed(Call<?> call, Object result) implements Effect {}

    record Failed(Call<?> call, Failure failure) implements Effect {}

    record Published(Notice notice) implements Effect {}

    record Computing(Object token, Callable<?> work) implements Effect {}

    record Logged(String message) implements Effect {}
}
