package dev.comm.testkit.campaign.play;

import dev.comm.testkit.ProgramFailure;
import dev.comm.testkit.sim.process.SimulationError;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The mark that distinguishes failures while a case is shortened. The mark is the broken promise, or the error and its
 * place in the code of the user.
 *
 * @param id the id of the promise, the property in quotes, or the class and place of the error
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Symptom(String id) {
    private static final List<String> NOT_THE_USER = List.of(
            "java.", "jdk.", "sun.", "org.junit.", "org.opentest4j.", "org.assertj.", "org.hamcrest.", "com.google.");

    /** Returns the symptoms of a failure, the first symptom first. */
    static List<Symptom> of(Throwable error, List<String> breaches) {
        if (!breaches.isEmpty()) {
            return breaches.stream().map(Symptom::promise).distinct().toList();
        }
        Throwable cause = error instanceof ProgramFailure ? error.getCause() : error;
        return List.of(error instanceof SimulationError ? simulation(error) : thrown(cause));
    }

    /** Returns the symptom of a breach, which begins with the id of the promise and a colon. */
    public static Symptom promise(String breach) {
        int colon = breach.indexOf(':');
        return new Symptom(colon < 0 ? breach : breach.substring(0, colon));
    }

    /** Returns the symptom of a failed simulation without its numbers, which differ from run to run. */
    private static Symptom simulation(Throwable error) {
        return new Symptom("simulation: " + String.valueOf(error.getMessage()).replaceAll("\\d+", "#"));
    }

    private static Symptom thrown(Throwable error) {
        String place = Arrays.stream(error.getStackTrace())
                .filter(frame -> NOT_THE_USER.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .map(frame -> " at " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .orElse("");
        return new Symptom(error.getClass().getName() + place);
    }

    @Override
    public String toString() {
        return id;
    }
}
