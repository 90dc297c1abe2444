package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The contender Open MPI over TCP, compiled here with the mpicc of the machine. */
final class MpiContender implements Contender {
    private static final Set<Work> WORKS =
            EnumSet.of(Work.ECHO, Work.BARRIER, Work.COLLECT, Work.DISTRIBUTE, Work.ALL_REDUCE);
    private static final int COMPILE_SECONDS = 60;

    private final Path folder;
    private final boolean yields;
    private Path program;

    /** @param folder the folder in which the program is compiled */
    MpiContender(Path folder, boolean yields) {
        this.folder = folder;
        this.yields = yields;
    }

    @Override
    public String title() {
        return yields ? "Open MPI (yielding)" : "Open MPI";
    }

    @Override
    public boolean can(Job job) {
        return WORKS.contains(job.work());
    }

    @Override
    public String missing() {
        try (InputStream source = MpiContender.class.getResourceAsStream("/dev/comm/bench/mpibench.c")) {
            Path file = Files.write(folder.resolve("mpibench.c"), source.readAllBytes());
            Path made = folder.resolve("mpibench");
            Process compiler = new ProcessBuilder("mpicc", "-O2", file.toString(), "-o", made.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("mpicc.log").toFile())
                    .start();
            if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
                return "mpicc failed; see " + folder.resolve("mpicc.log");
            }
            program = made;
            return null;
        } catch (IOException e) {
            return "mpicc is not there; install openmpi-bin and libopenmpi-dev";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while mpicc ran", e));
        }
    }

    @Override
    public List<List<String>> commands(Job job, int port, Path samples) {
        List<String> command = new ArrayList<>(List.of("mpirun", "--allow-run-as-root", "--oversubscribe"));
        command.addAll(List.of("--mca", "btl", "tcp,self", "--mca", "btl_tcp_if_include", "lo"));
        command.addAll(List.of("--mca", "mpi_yield_when_idle", yields ? "1" : "0"));
        command.addAll(List.of("-np", "" + job.members(), program.toString(), samples.toString()));
        command.addAll(job.arguments());
        return List.of(command);
    }
}
