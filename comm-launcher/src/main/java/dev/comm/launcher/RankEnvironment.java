package dev.comm.launcher;

import dev.comm.api.RunId;
import dev.comm.launcher.certificate.CertificateFiles;
import dev.comm.launcher.process.RunMark;
import dev.comm.launcher.process.RunVariables;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The environment variables for the process of a rank. */
final class RankEnvironment {
    /** The settings that only the launcher sets. Inherited ones are removed. */
    static final Set<String> OWN = Set.of(
            "rank",
            "size",
            "spares",
            "master",
            "run.id",
            "secret",
            "secret.file",
            "secret.old",
            "secret.old.file",
            "rendezvous",
            "departures",
            "rank.file");

    /** The settings that only the launcher sets for an encrypted run. */
    static final Set<String> ENCRYPTION = Set.of(
            "tls.certificate",
            "tls.key",
            "tls.trust",
            "tls.keystore",
            "tls.truststore",
            "tls.password.file",
            "tls.pin");

    private RankEnvironment() {}

    /**
     * Sets the environment of one process: of a rank, or from the number of ranks on, of a spare. If this launcher is
     * part of another run, it removes the settings of that run, because they are not the user's.
     */
    static void put(Map<String, String> environment, int rank, RunPlan plan, RunId id, RunFolder folder) {
        RunVariables.removeOuter(environment);
        OWN.forEach(name -> environment.remove(variable(name)));
        RunMark.put(environment, id);
        UserLocale.restore(environment);
        set(environment, "bind", "127.0.0.1:0");
        if (!environment.containsKey(variable("wait.for.nodes"))) {
            set(environment, "wait.for.nodes", "1m"); // only the ranks of the run can join
        }
        plan.settings().forEach((name, value) -> set(environment, name, value));
        environment.put(variable("rank"), Integer.toString(rank < plan.ranks() ? rank : -1));
        environment.put(variable("size"), Integer.toString(plan.ranks()));
        if (plan.spares() > 0) {
            environment.put(variable("spares"), Integer.toString(plan.spares()));
        }
        environment.put(variable("run.id"), id.toString());
        environment.put(variable("secret.file"), folder.secret().toString());
        environment.put(variable("rendezvous"), folder.rendezvous().toString());
        environment.put(variable("departures"), folder.departures().toString());
        environment.put(variable("rank.file"), folder.rank(rank).toString());
        if (plan.encrypted()) {
            ENCRYPTION.forEach(name -> set(environment, name, null));
            encrypt(environment, rank == 0 ? RunFolder.MASTER : RunFolder.NODE, folder.certificates());
        }
    }

    private static void encrypt(Map<String, String> environment, String name, CertificateFiles files) {
        set(environment, "tls.certificate", files.certificate(name).toString());
        set(environment, "tls.key", files.key(name).toString());
        set(environment, "tls.trust", files.authority().toString());
    }

    private static void set(Map<String, String> environment, String setting, String value) {
        RunVariables.put(environment, variable(setting), value);
    }

    private static String variable(String setting) {
        return "COMM_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
