package dev.comm.master.machine;

/**
 * What most parts of the machine need.
 *
 * @param turn the step that is being made
 * @param settings what never changes
 * @param offenders who was refused or broke the protocol
 * @param farewells who is to close
 * @param chronicle what happened, for the report
 */
record Common(Turn turn, MasterSettings settings, Offenders offenders, Farewells farewells, Chronicle chronicle) {
    /** The common parts of a new machine. */
    static Common of(MasterSettings settings) {
        Turn turn = new Turn();
        Offenders offenders = new Offenders(turn);
        return new Common(
                turn,
                settings,
                offenders,
                new Farewells(turn, settings.handshakeNanos()),
                new Chronicle(turn, offenders));
    }
}
