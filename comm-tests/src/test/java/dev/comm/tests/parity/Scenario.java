package dev.comm.tests.parity;

import dev.comm.testkit.contract.TransportStage;
import java.util.List;

/** A short script with a name that says what happens in it. */
record Scenario(String name, Script script) {
    /** What is done. */
    interface Script {
        void on(Play play);
    }

    /** Plays it and tells what happened. */
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
