package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The declarations that a module with data needs for Kryo, and the errors without them. */
@Timeout(120)
class KryoModulesIT {
    private static final String WORKS = "Point[x=1, y=2]\n[Point[x=3, y=4]]\n";
    private static final String OPENS = "opens org.example.data to dev.comm.serialization.kryo;";

    @TempDir
    Path folder;

    @Test
    void openToTheSerializerIsEnoughForRecordsAndClasses() throws Exception {
        assertThat(runAsModule(OPENS)).isEqualTo(WORKS);
    }

    @Test
    void exportedIsEnoughForPublicRecordsOnly() throws Exception {
        assertThat(runAsModule("exports org.example.data;"))
                .startsWith("Point[x=1, y=2]\n")
                .contains("add \"" + OPENS + "\" to the module-info of org.example.data");
    }

    @Test
    void closedIsAnsweredWithTheLineToAdd() throws Exception {
        assertThat(runAsModule(""))
                .contains("may not look into type org.example.data.Point")
                .contains("add \"" + OPENS + "\" to the module-info of org.example.data")
                .contains("--add-opens org.example.data/org.example.data=dev.comm.serialization.kryo");
    }

    @Test
    void theLineThatItNamesForTheCommandWorksToo() throws Exception {
        assertThat(runAsModule("", "--add-opens", "org.example.data/org.example.data=dev.comm.serialization.kryo"))
                .isEqualTo(WORKS);
    }

    @Test
    void onTheClassPathNothingIsNeeded() throws Exception {
        Path classes = compile("");
        String path = classes + File.pathSeparator + Jars.path(Jars.library());
        assertThat(Project.java(List.of("-cp", path, "org.example.data.Try"))).isEqualTo(WORKS);
    }

    private Path compile(String directive) throws Exception {
        String descriptor =
                "module org.example.data { requires dev.comm.api; requires dev.comm.core; " + directive + " }";
        return Project.compile("data-project", descriptor, folder.resolve("data"));
    }

    private String runAsModule(String directive, String... options) throws Exception {
        Path classes = compile(directive);
        String path = classes + File.pathSeparator + Jars.path(Jars.library());
        List<String> command = new java.util.ArrayList<>(List.of(options));
        command.addAll(List.of("-p", path, "-m", "org.example.data/org.example.data.Try"));
        return Project.java(command);
    }
}
