package dev.comm.testkit.fault;

import java.time.Duration;
import org.apiguardian.api.API;

/** When a planned fault happens. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Trigger {
    /**
     * At a time.
     *
     * @param time since the start of the run
     */
    record At(Duration time) implements Trigger {
        @Override
        public String toString() {
            return "at " + Words.of(time);
        }
    }

    /**
     * A while after the first arrival at a collective: this aims at the time in which the instance is open.
     *
     * @param instance which one, counted from 1 in the order of their first arrivals
     * @param delay time after that arrival
     */
    record AfterArrival(int instance, Duration delay) implements Trigger {
        @Override
        public String toString() {
            return "arrival " + instance + " + " + Words.of(delay);
        }
    }

    /**
     * When a member does a step of the protocol.
     *
     * @param rank the member
     * @param step the step
     * @param occurrence which time it does it, counted from 1
     */
    record AtStep(int rank, Step step, int occurrence) implements Trigger {
        @Override
        public String toString() {
            return "step " + rank + " " + step + " " + occurrence;
        }
    }

    /**
     * The trigger that {@code toString} wrote.
     *
     * @throws IllegalArgumentException if it is none
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
