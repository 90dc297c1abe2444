package dev.comm.launcher;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** The factory that gives the commands their output streams. */
record CommandFactory(PrintStream out, PrintStream err) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == RunCommand.class) {
            return type.cast(new RunCommand(out, err));
        }
        if (type == SecretCommand.class) {
            return type.cast(new SecretCommand(out));
        }
        if (type == CertificateCommand.class) {
            return type.cast(new CertificateCommand(out));
        }
        if (type == SlurmScriptCommand.class) {
            return type.cast(new SlurmScriptCommand(out, System.getenv()));
        }
        if (type == HostsCommand.class) {
            return type.cast(new HostsCommand(out, err, System.getenv()));
        }
        if (type == CompletionCommand.class) {
            return type.cast(new CompletionCommand(out));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
