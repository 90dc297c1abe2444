package dev.comm.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A folder with a command {@code srun} that prints its arguments and the variables of Comm, each ended by a zero. */
final class FakeSrun {
    private static final String SCRIPT = """
            #!/bin/sh
            for each in "COMM_SPARES=${COMM_SPARES-}" "COMM_TERM_GRACE=${COMM_TERM_GRACE-}" "$@"; do
              printf '%s\\0' "$each"
            done
            """;

    private final Path folder;

    FakeSrun(Path folder) throws IOException {
        this.folder = folder;
        Path srun = Files.writeString(folder.resolve("srun"), SCRIPT);
        if (!srun.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + srun + " executable");
        }
    }

    /** Runs a batch file by a shell and returns what its {@code srun} printed. */
    List<String> run(String shell, String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("job"), script);
        ProcessBuilder builder = new ProcessBuilder(shell, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(folder.resolve("out").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("COMM_"));
        environment.put("PATH", folder + ":" + environment.get("PATH"));
        environment.put("SLURM_CPUS_PER_TASK", "3");
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the script does not end");
        }
        String out = Files.readString(folder.resolve("out"), StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(List.of(out.split("\0", -1)));
        words.remove(words.size() - 1);
        return words;
    }
}
