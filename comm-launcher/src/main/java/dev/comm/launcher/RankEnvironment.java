package dev.comm.launcher;

import dev.comm.api.RunId;
import dev.comm.launcher.certificate.CertificateFiles;
import dev.comm.launcher.process.RunMark;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sets the environment variables for the process of a rank. */
final class RankEnvironment {
    /** The settings that only the launcher sets; it removes inherited ones. */
    static final Set<String> OWN = Set.of(
            "rank",
            "size",
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

    /** Changes the environment of one rank. */
    static void put(Map<String, String> environment, int rank, RunPlan plan, RunId id, RunFolder folder) {
        removeOuterCertificates(environment);
        OWN.forEach(name -> environment.remove(variable(name)));
        RunMark.put(environment, id);
        UserLocale.restore(environment);
        environment.put(variable("bind"), "127.0.0.1:0");
        environment.putIfAbsent(variable("wait.for.nodes"), "1m"); // nobody but the ranks of the run can come
        plan.settings().forEach((name, value) -> environment.put(variable(name), value));
        environment.put(variable("rank"), Integer.toString(rank));
        environment.put(variable("size"), Integer.toString(plan.ranks()));
        environment.put(variable("run.id"), id.toString());
        environment.put(variable("secret.file"), folder.secret().toString());
        environment.put(variable("rendezvous"), folder.rendezvous().toString());
        environment.put(variable("departures"), folder.departures().toString());
        environment.put(variable("rank.file"), folder.rank(rank).toString());
        if (plan.encrypted()) {
            ENCRYPTION.forEach(name -> environment.remove(variable(name)));
            encrypt(environment, rank == 0 ? RunFolder.MASTER : RunFolder.NODE, folder.certificates());
        }
    }

    /** The certificates of a run of which this launcher is a part belong to its members. Others are the user's. */
    private static void removeOuterCertificates(Map<String, String> environment) {
        String rendezvous = environment.get(variable("rendezvous"));
        Path folder = rendezvous == null ? null : Path.of(rendezvous).getParent();
        if (folder != null && environment.containsKey(RunMark.VARIABLE)) {
            ENCRYPTION.stream()
                    .map(RankEnvironment::variable)
                    .filter(name -> environment.getOrDefault(name, "").startsWith(folder + "/"))
                    .forEach(environment::remove);
        }
    }

    private static void encrypt(Map<String, String> environment, String name, CertificateFiles files) {
        environment.put(variable("tls.certificate"), files.certificate(name).toString());
        environment.put(variable("tls.key"), files.key(name).toString());
        environment.put(variable("tls.trust"), files.authority().toString());
    }

    private static String variable(String setting) {
        return "COMM_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
