package dev.comm.master.machine.membership;

/**
 * The objects that most parts of the machine share.
 *
 * @param step the current step
 * @param settings the settings, which never change
 * @param rejections log of rejected peers and protocol violations
 * @param closing connections to close
 * @param history history for the report
 * @param signs the known signs of life of the members
 */
public record MasterContext(
        MasterStep step,
        MasterSettings settings,
        RejectionLog rejections,
        ClosingConnections closing,
        RunHistory history,
        SignsOfLife signs) {
    /** Creates the shared objects of a new machine. */
    public static MasterContext of(MasterSettings settings) {
        MasterStep step = new MasterStep();
        RejectionLog rejections = new RejectionLog(step);
        return new MasterContext(
                step,
                settings,
                rejections,
                new ClosingConnections(step, settings.handshakeNanos()),
                new RunHistory(step, rejections),
                new SignsOfLife(step, settings));
    }
}
