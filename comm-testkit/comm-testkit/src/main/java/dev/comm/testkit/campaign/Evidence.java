package dev.comm.testkit.campaign;

import dev.comm.testkit.campaign.report.FailureReport;
import dev.comm.testkit.campaign.report.Finding;
import dev.comm.testkit.campaign.report.PictureProvider;
import dev.comm.testkit.campaign.report.Repro;
import dev.comm.testkit.campaign.report.Title;
import dev.comm.testkit.engine.LiveArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that help to fix a failure: a text, a page, a test that plays the case again, and a line in the corpus. */
final class Evidence {
    private final CampaignSettings settings;
    private final Title title;
    private final String annotation;
    private final Path folder;

    Evidence(CampaignSettings settings, Title title, String annotation) {
        this.settings = settings;
        this.title = title;
        this.annotation = annotation;
        this.folder = settings.reports().resolve(title.name());
    }

    /** Writes all files and returns the error to throw. */
    CampaignFailure of(Finding finding, String where) {
        FailureReport report = new FailureReport(title, finding, where);
        List<String> files = new ArrayList<>();
        files.add("picture: " + picture(report));
        Path repro = null;
        if (Repro.isPossible(title.ref())) {
            repro = folder.resolve(Repro.className(finding.smallest()) + ".java");
            files.add("as test: " + repro);
            write(
                    repro,
                    new Repro(title.ref(), finding.smallest(), annotation)
                            .source(report.wrong().get(0)));
        }
        files.add("corpus:  " + corpus(finding, report));
        String text = report.text(files);
        write(folder.resolve("failure.txt"), text);
        return new CampaignFailure(text, finding, repro == null ? null : repro.toString());
    }

    /** Writes the picture and returns its file, or a text that names the missing artifact. */
    private String picture(FailureReport report) {
        List<PictureProvider> providers =
                LiveArtifact.search(PictureProvider.class).found();
        if (providers.isEmpty()) {
            return LiveArtifact.CURE + " to see one";
        }
        Path file = folder.resolve("failure.html");
        write(file, providers.get(0).page(report));
        return file.toString();
    }

    private String corpus(Finding finding, FailureReport report) {
        Corpus corpus = new Corpus(settings.corpus(), title.name());
        if (settings.records()) {
            corpus.add(finding.smallest(), report.wrong().get(0));
            return corpus.file() + " has this case now, it runs first";
        }
        return "-Dcomm.corpus.record=true adds this case to " + corpus.file();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + file, e);
        }
    }
}
