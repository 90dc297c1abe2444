package dev.comm.launcher;

import dev.comm.core.role.ExitCode;
import dev.comm.launcher.certificate.CertificateFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code comm cert}, which creates certificates for encrypted connections. */
@Command(
        name = "cert",
        description = "Creates certificates, which encrypt connections and authenticate members.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CertificateCommand implements Runnable {
    private static final int DAYS_MAX = 3650;

    private final PrintStream out;

    @Spec
    private CommandSpec spec;

    CertificateCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        throw wrong("give a subcommand: comm cert new FOLDER");
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }

    @Command(
            name = "new",
            description = {
                "Creates an authority, a certificate for the master and one for nodes, each with its private key.",
                "Discards the key of the authority, so nobody can create more certificates of it."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example: comm cert new certs --host cluster1.example.org --host 192.0.2.17"})
    int create(
            @Parameters(paramLabel = "FOLDER", description = "Folder for the files; created if it does not exist.")
                    Path folder,
            @Option(
                            names = "--host",
                            paramLabel = "NAME",
                            description = "A name or address that nodes connect to;"
                                    + " repeatable. Those of the loopback are always valid.")
                    List<String> hosts,
            @Option(
                            names = "--node",
                            paramLabel = "NAME",
                            description = "A node with its own certificate; repeatable"
                                    + " (default: one certificate, node, for all nodes).")
                    List<String> nodes,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "365",
                            description = "Validity in days (default: ${DEFAULT-VALUE}).")
                    int days) {
        List<String> names = nodes == null ? List.of("node") : nodes;
        check(names, days);
        CertificateFiles files = new CertificateFiles(folder);
        try {
            files.create(hosts == null ? List.of() : hosts, names, days);
        } catch (FileAlreadyExistsException e) {
            throw new LaunchException(
                    ExitCode.USAGE, "name a new folder: " + e.getMessage() + " already exists and is unchanged", e);
        } catch (IOException e) {
            throw new LaunchException(ExitCode.USAGE, "cannot write to " + folder + ": " + e, e);
        }
        tell(files, names, days);
        return ExitCode.DONE.code();
    }

    private void check(List<String> names, int days) {
        if (days < 1 || days > DAYS_MAX) {
            throw wrong("--days is 1 to " + DAYS_MAX + ", not " + days);
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of("authority", "master"));
        if (new HashSet<>(all).size() < all.size()) {
            throw wrong("--node: give each node its own name, other than authority and master");
        }
    }

    private void tell(CertificateFiles files, List<String> names, int days) {
        out.println("wrote certificates for " + days + " days to " + files.folder() + "; give these to the master:");
        tell(files.master(), files.masterKey(), files);
        out.println(names.size() == 1 ? "and these to each node:" : "and these to the nodes:");
        names.forEach(name -> tell(files.certificate(name), files.key(name), files));
    }

    private void tell(Path certificate, Path key, CertificateFiles files) {
        out.println("  COMM_TLS_CERTIFICATE=" + certificate + " COMM_TLS_KEY=" + key + " COMM_TLS_TRUST="
                + files.authority());
    }
}
