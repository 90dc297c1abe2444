package dev.comm.master.machine;

/**
 * What most parts of the machine need.
 *
 * @param turn the step that is being made
 * @param settings what never changes
 * @param strangers who was refused
 * @param farewells who is to close
 * @param chronicle what happened, for the report
 */
record Common(Turn turn, MasterSettings settings, Strangers strangers, Farewells farewells, Chronicle chronicle) {
    /** The common parts of a new machine. */
    static Common of(MasterSettings settings) {
        Turn turn = new Turn();
        return new Common(
                turn,
                settings,
                new Strangers(turn),
                new Farewells(turn, settings.handshakeNanos()),
                new Chronicle(turn));
    }
}
