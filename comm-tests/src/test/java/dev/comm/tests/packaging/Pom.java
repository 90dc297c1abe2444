package dev.comm.tests.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A pom.xml of this build, with access to its inherited elements. */
record Pom(Path folder, Element project, Optional<Pom> parent) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Returns the root and all modules below it. */
    static List<Pom> all() {
        List<Pom> found = new ArrayList<>();
        add(ROOT, found);
        return found;
    }

    static Pom of(String artifact) {
        return all().stream()
                .filter(each -> each.artifact().equals(artifact))
                .findFirst()
                .orElseThrow();
    }

    private static void add(Path folder, List<Pom> found) {
        Element project = read(folder.resolve("pom.xml"));
        String parent = text(project, "parent/artifactId");
        Pom pom = new Pom(
                folder,
                project,
                found.stream().filter(each -> each.artifact().equals(parent)).findFirst());
        found.add(pom);
        elements(project, "modules/module").forEach(module -> add(folder.resolve(module.getTextContent()), found));
    }

    private static Element read(Path file) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    String artifact() {
        return text(project, "artifactId");
    }

    String packaging() {
        return text(project, "packaging").isEmpty() ? "jar" : text(project, "packaging");
    }

    /** Returns the text of an element of this file by its path, or an empty text. */
    String own(String path) {
        return text(project, path);
    }

    /** Returns the text of an element of this file or of the nearest parent with this element, or an empty text. */
    String effective(String path) {
        String own = own(path);
        return own.isEmpty() ? parent.map(each -> each.effective(path)).orElse("") : own;
    }

    /** Returns whether {@code mvn deploy} publishes the module. */
    boolean isPublished() {
        return !effective("properties/maven.deploy.skip").equals("true");
    }

    /** Returns the elements of this file with a path. */
    Stream<Element> elements(String path) {
        return elements(project, path);
    }

    /** Returns the version of a plug-in that this file manages, or an empty text. */
    String plugin(String artifact) {
        return elements("build/pluginManagement/plugins/plugin")
                .filter(each -> text(each, "artifactId").equals(artifact))
                .map(each -> text(each, "version"))
                .findFirst()
                .orElse("");
    }

    static String text(Element element, String path) {
        return elements(element, path)
                .findFirst()
                .map(each -> each.getTextContent().strip().replaceAll("\\s+", " "))
                .orElse("");
    }

    private static Stream<Element> elements(Element element, String path) {
        Stream<Element> found = Stream.of(element);
        for (String name : path.split("/")) {
            found = found.flatMap(each -> children(each, name));
        }
        return found;
    }

    private static Stream<Element> children(Element element, String name) {
        return IntStream.range(0, element.getChildNodes().getLength())
                .mapToObj(element.getChildNodes()::item)
                .filter(each -> each.getNodeName().equals(name))
                .map(Element.class::cast);
    }

    @Override
    public String toString() {
        return artifact();
    }
}
