package dev.comm.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** Finds the place of a rank under Flux. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FluxProvider extends RankVariables {
    /** Creates the provider; for the service loader. */
    public FluxProvider() {
        super(new RankScheme("flux", "FLUX_TASK_RANK", "FLUX_JOB_SIZE", "FLUX_LOCAL_SIZE", List.of("FLUX_JOB_ID")));
    }

    @Override
    TimeQuestions time(Variables variables) {
        Supplier<Optional<Duration>> ask = () -> TimeLeft.ofFlux(TimeLeft.output("flux", "job", "timeleft"));
        return new TimeQuestions(ask, ask);
    }
}
