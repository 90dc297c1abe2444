package dev.comm.tests.parity;

import dev.comm.testkit.contract.TransportStage;
import java.util.List;

/** A short script with a name that describes it. */
record Scenario(String name, Script script) {
    /** The actions of a scenario. */
    interface Script {
        void on(Play play);
    }

    /** Plays the scenario and returns its transcript. */
    List<String> transcript(TransportStage stage) {
        try (Play play = new Play(stage)) {
            script.on(play);
            play.poll();
            return play.transcript();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
