package dev.comm.testkit.fault;

import java.time.Duration;
import org.apiguardian.api.API;

/** The event that a planned fault waits for. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Trigger {
    /**
     * A time.
     *
     * @param time the time since the start of the run
     */
    record At(Duration time) implements Trigger {
        @Override
        public String toString() {
            return "at " + Words.of(time);
        }
    }

    /**
     * A time after the first arrival at a collective. This trigger aims at the time in which the instance is open.
     *
     * @param instance the number of the instance, counted from 1 in the order of first arrivals
     * @param delay the time after the first arrival
     */
    record AfterArrival(int instance, Duration delay) implements Trigger {
        @Override
        public String toString() {
            return "arrival " + instance + " + " + Words.of(delay);
        }
    }

    /**
     * A step of the protocol that a member does.
     *
     * @param rank the rank of the member
     * @param step the step
     * @param occurrence the number of the occurrence of the step, counted from 1
     */
    record AtStep(int rank, Step step, int occurrence) implements Trigger {
        @Override
        public String toString() {
            return "step " + rank + " " + step + " " + occurrence;
        }
    }

    /**
     * Parses the text that {@code toString} wrote.
     *
     * @throws IllegalArgumentException if the text is not a trigger
     */
    static Trigger parse(String text) {
        Words words = new Words(text);
        String kind = words.next("at, arrival or step");
        Trigger trigger = switch (kind) {
            case "at" -> new At(words.duration());
            case "arrival" -> {
                int instance = words.number();
                words.skip("+");
                yield new AfterArrival(instance, words.duration());
            }
            case "step" -> new AtStep(words.number(), Step.parse(words.next("a step")), words.number());
            default -> throw words.wrong("a trigger begins with at, arrival or step, not '" + kind + "'");
        };
        words.end();
        return trigger;
    }
}
