package dev.comm.master.machine.membership;

/**
 * The objects that most parts of the machine share.
 *
 * @param turn the current step
 * @param settings the settings, which never change
 * @param offenders log of rejected peers and protocol violations
 * @param farewells connections to close
 * @param chronicle history for the report
 */
public record Common(
        Turn turn, MasterSettings settings, Offenders offenders, Farewells farewells, Chronicle chronicle) {
    /** Creates the shared objects of a new machine. */
    public static Common of(MasterSettings settings) {
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
