package dev.comm.launcher;

import java.util.concurrent.Callable;
import org.apiguardian.api.API;

/**
 * A subcommand of {@code comm} from another module.
 *
 * <p>An implementation is a service whose picocli annotation {@code @Command} gives the name of the subcommand. Its
 * package must be open to {@code info.picocli}. The method {@code call} runs on the main thread and returns the exit
 * code.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CommCommand extends Callable<Integer> {}
