package dev.comm.examples.sky.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.examples.sky.geometry.Mollweide;
import dev.comm.examples.sky.model.SkyJob;
import dev.comm.examples.sky.model.SkyModel;
import dev.comm.examples.sky.search.Assembly;
import dev.comm.examples.sky.search.MapPatch;
import dev.comm.examples.sky.search.RealSky;
import dev.comm.examples.sky.search.SkyResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkyMapTests {

    @Test
    void showsTheSkyWithinTheEllipseOnly() {
        BufferedImage image = SkyMap.draw(RealSky.MODEL, RealSky.RESULT, new DigitLettering());

        assertThat(image.getWidth()).isEqualTo(2400);
        assertThat(rgb(image, 30, 700)).isEqualTo(rgb(Palette.PAPER));
        assertThat(rgb(image, 1210, 700)).isNotEqualTo(rgb(Palette.PAPER));
    }

    @Test
    void drawsTheHottestSpotBrightest() {
        BufferedImage image = SkyMap.draw(RealSky.MODEL, RealSky.RESULT, new DigitLettering());
        Mollweide.Point pleiades = new Mollweide(1200, 690, 548)
                .project(RealSky.RESULT.spots().get(0).spot().position());

        Color colour = new Color(image.getRGB((int) pleiades.x(), (int) pleiades.y()));

        assertThat(colour.getRed() + colour.getGreen() + colour.getBlue()).isGreaterThan(650);
    }

    @Test
    void growsBrighterWithEveryStepOfThePalette() {
        int previous = -1;
        for (int step = 0; step <= 100; step++) {
            Color colour = new Color(Palette.rgb(step / 100.0));
            int brightness = 299 * colour.getRed() + 587 * colour.getGreen() + 114 * colour.getBlue();
            assertThat(brightness).isGreaterThanOrEqualTo(previous);
            previous = brightness;
        }
        assertThat(Palette.rgb(7)).isEqualTo(Palette.rgb(1));
        assertThat(SkyImage.colour(StrictMath.sqrt(40))).isEqualTo(0xffffff);
    }

    @Test
    void drawsDigitsWithoutAnyFont() {
        BufferedImage image = new BufferedImage(80, 30, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        new DigitLettering().draw(canvas, "1h7", new Lettering.Place(0, 20, 20));
        canvas.dispose();

        assertThat(new DigitLettering().width("1h7", 20)).isEqualTo(24);
        assertThat(rgb(image, 4, 6)).as("stem of the one").isEqualTo(0xffffff);
        assertThat(rgb(image, 12, 6)).as("bar of the seven").isEqualTo(0xffffff);
        assertThat(rgb(image, 40, 6)).as("nothing behind").isZero();
    }

    @Test
    void placesLabelsThatDoNotOverlap() {
        LabelLayout layout = new LabelLayout(new Rectangle(0, 0, 800, 600));
        List<Rectangle> labels = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Mollweide.Point ring = new Mollweide.Point(350 + 12 * (i % 6), 280 + 12 * (i / 6));
            layout.place(ring, new Rectangle(70, 20), 12, 400).ifPresent(labels::add);
        }

        assertThat(labels).hasSizeGreaterThan(12);
        for (int i = 0; i < labels.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(labels.get(i).intersects(labels.get(j))).isFalse();
            }
        }
    }

    @Test
    void writesTheMapWithOneWarningOnAJavaWithoutFonts(@TempDir Path directory) throws Exception {
        Path broken = directory.resolve("patch/sun/font/FontManagerFactory.class");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "no class file");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--patch-module",
                        "java.desktop=" + directory.resolve("patch"),
                        "-cp",
                        System.getProperty("java.class.path") + System.getProperty("path.separator") + modulePath(),
                        WithoutFonts.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes());

        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(output).isZero();
        assertThat(output.strip()).startsWith("warning: no fonts").hasLineCount(1);
        assertThat(directory.resolve("sky-map.png")).isNotEmptyFile();
    }

    /** A program for another process, in which the font classes of Java are broken. */
    static final class WithoutFonts {
        public static void main(String[] arguments) throws IOException {
            SkyModel model = SkyModel.build(SkyJob.standard().withTrials(0));
            double[][] patches = new double[SkyJob.PATCHES][];
            for (int patch = 0; patch < patches.length; patch++) {
                patches[patch] = MapPatch.compute(model, patch);
            }
            SkyResult result = Assembly.of(model, patches, new double[0]);
            Optional<String> warning = SkyMap.write(model, result, Path.of(arguments[0], "sky-map.png"));
            warning.ifPresent(text -> System.out.println("warning: " + text));
        }
    }

    private static String modulePath() {
        return System.getProperty("jdk.module.path", "");
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    private static int rgb(Color colour) {
        return colour.getRGB() & 0xffffff;
    }
}
