package dev.comm.master.machine.membership;

/**
 * The objects that most parts of the machine share.
 *
 * @param step the current step
 * @param settings the settings, which never change
 * @param offenders log of rejected peers and protocol violations
 * @param farewells connections to close
 * @param chronicle history for the report
 */
public record MasterContext(
        MasterStep step, MasterSettings settings, Offenders offenders, Farewells farewells, Chronicle chronicle) {
    /** Creates the shared objects of a new machine. */
    public static MasterContext of(MasterSettings settings) {
        MasterStep step = new MasterStep();
        Offenders offenders = new Offenders(step);
        return new MasterContext(
                step,
                settings,
                offenders,
                new Farewells(step, settings.handshakeNanos()),
                new Chronicle(step, offenders));
    }
}
