package dev.comm.api.settings;

import dev.comm.api.launch.Launch;
import dev.comm.api.launch.LaunchProvider;
import dev.comm.api.provider.ServiceSearch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The search for launch providers. It covers the layer and the loader of the settings, the module layer and the class
 * loader of this API, and the context loader of the thread.
 */
public final class LaunchSearch {
    private final List<LaunchProvider> found;
    private final String failures;

    /**
     * Creates a search that has ended.
     *
     * @param found the providers, which are asked in this order
     * @param failures the failures to load others as the end of a sentence, or an empty text
     */
    LaunchSearch(List<LaunchProvider> found, String failures) {
        this.found = found;
        this.failures = failures;
    }

    /**
     * Searches all places.
     *
     * @param layer the layer of the settings, or null
     * @param loader the class loader of the settings, or null
     */
    public static LaunchSearch in(ModuleLayer layer, ClassLoader loader) {
        ServiceSearch<LaunchProvider> search = new ServiceSearch<>();
        Stream.of(layer, LaunchProvider.class.getModule().getLayer())
                .filter(Objects::nonNull)
                .forEach(each -> search.add(ServiceLoader.load(each, LaunchProvider.class)));
        Stream.of(
                        loader,
                        LaunchProvider.class.getClassLoader(),
                        Thread.currentThread().getContextClassLoader())
                .filter(Objects::nonNull)
                .forEach(each -> search.add(ServiceLoader.load(LaunchProvider.class, each)));
        return new LaunchSearch(search.found(), search.failuresAsText());
    }

    /**
     * Returns the first answer of a provider.
     *
     * @throws IllegalArgumentException if a variable is wrong, or if this is a task of a Slurm step that no provider
     *     knows
     */
    public Optional<Launch> find(Map<String, String> environment) {
        Optional<Launch> launch = found.stream()
                .map(each -> each.find(environment).orElse(null))
                .filter(Objects::nonNull)
                .findFirst();
        boolean knowsSlurm = found.stream().anyMatch(each -> each.name().equals("slurm"));
        if (launch.isEmpty() && !knowsSlurm) {
            SlurmTask.of(environment).ifPresent(this::rejectUnknown);
        }
        return launch;
    }

    private void rejectUnknown(SlurmTask task) {
        throw new IllegalArgumentException("add the artifact dev.comm:comm-cluster to the class path or module path, or"
                + " set COMM_RANK, COMM_SIZE and COMM_MASTER in each task: this is task " + task.rank() + " of "
                + task.tasks() + " of a Slurm step, and nothing reads its variables"
                + failures);
    }
}
