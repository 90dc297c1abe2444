package dev.comm.launcher;

import java.util.concurrent.Callable;
import org.apiguardian.api.API;

/**
 * A subcommand of {@code comm} that another module brings along.
 *
 * <p>It is found as a service and carries picocli's {@code @Command} with its name; its package is open to
 * {@code info.picocli}. The call returns the exit code and runs on the main thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CommCommand extends Callable<Integer> {}
