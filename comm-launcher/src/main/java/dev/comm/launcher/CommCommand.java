package dev.comm.launcher;

import java.util.concurrent.Callable;
import org.apiguardian.api.API;

/**
 * A subcommand of {@code comm} from another module.
 *
 * <p>It is a service with picocli's {@code @Command}, which gives its name; its package is open to
 * {@code info.picocli}. The call runs on the main thread and returns the exit code.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CommCommand extends Callable<Integer> {}
