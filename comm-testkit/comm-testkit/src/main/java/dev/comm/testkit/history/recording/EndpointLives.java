package dev.comm.testkit.history.recording;

import dev.comm.testkit.history.Life;
import java.util.HashMap;
import java.util.Map;

/** The members behind the endpoints of the master. */
final class EndpointLives {
    private final Map<Integer, Long> incarnations = new HashMap<>();
    private final Map<Integer, Integer> ranks = new HashMap<>();
    private final Map<Integer, Life> lives = new HashMap<>();
    private Recorder recorder;

    void hello(int endpoint, long incarnation) {
        incarnations.put(endpoint, incarnation);
    }

    void welcome(int endpoint, int rank, Recorder among) {
        recorder = among;
        ranks.put(endpoint, rank);
    }

    /** Returns the life behind an endpoint, or null before it was welcomed. */
    Life life(int endpoint) {
        Integer rank = ranks.get(endpoint);
        if (rank == null) {
            return null;
        }
        Life known = lives.get(endpoint);
        if (known == null || known.process() < 0) {
            known = recorder.life(rank, incarnations.getOrDefault(endpoint, 0L));
            lives.put(endpoint, known);
        }
        return known;
    }

    Life remove(int endpoint) {
        Life life = life(endpoint);
        ranks.remove(endpoint);
        incarnations.remove(endpoint);
        lives.remove(endpoint);
        return life;
    }
}
