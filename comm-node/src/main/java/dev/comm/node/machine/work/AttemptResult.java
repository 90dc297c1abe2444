package dev.comm.node.machine.work;

import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.Value;
import org.apiguardian.api.API;

/** The end of an attempt, with the handler's value or error. */
@API(status = API.Status.INTERNAL, since = "0.1")
public record AttemptResult(long id, int attempt, Status status, Value value) {}
