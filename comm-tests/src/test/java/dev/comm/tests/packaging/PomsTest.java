package dev.comm.tests.packaging;

import static dev.comm.tests.packaging.Pom.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The requirements of a repository such as Maven Central for each published POM, and the list of published modules. */
class PomsTest {
    private static final List<Pom> ALL = Pom.all();

    static Stream<Pom> published() {
        return ALL.stream().filter(Pom::isPublished);
    }

    @Test
    void testsAndBenchmarksAreNeitherDeployedNorInstalled() {
        List<Pom> kept = ALL.stream().filter(each -> !each.isPublished()).toList();
        assertThat(kept.stream().map(Pom::artifact)).containsExactly("comm-tests", "comm-bench");
        assertThat(kept)
                .allSatisfy(each -> assertThat(each.effective("properties/maven.install.skip"))
                        .isEqualTo("true"));
    }

    @Test
    void thePublishedJarsAreThoseThatTheOtherTestsLookAt() {
        assertThat(published().filter(each -> each.packaging().equals("jar")).map(Pom::artifact))
                .containsExactlyInAnyOrderElementsOf(Jars.PUBLISHED);
    }

    @ParameterizedTest
    @MethodSource("published")
    void aPublishedPomSaysWhatItIs(Pom pom) {
        assertThat(pom.own("name")).startsWith("Comm");
        assertThat(pom.own("description")).endsWith(".").hasSizeGreaterThan(20);
        assertThat(ALL.stream().map(each -> each.own("description"))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("published")
    void aPublishedPomSaysWhereItComesFrom(Pom pom) {
        String url = pom.effective("url");
        assertThat(url).startsWith("https://");
        assertThat(pom.effective("scm/url")).isEqualTo(url);
        assertThat(pom.effective("scm/connection")).isEqualTo("scm:git:" + url + ".git");
        assertThat(pom.effective("scm/developerConnection")).isEqualTo("scm:git:" + url + ".git");
        assertThat(pom.effective("licenses/license/name")).isEqualTo("Apache-2.0");
        assertThat(pom.effective("licenses/license/url")).startsWith("https://www.apache.org/");
        assertThat(pom.effective("developers/developer/name")).isNotBlank();
        assertThat(pom.effective("developers/developer/organization")).isEqualTo(pom.effective("organization/name"));
        assertThat(pom.effective("organization/url")).isEqualTo(url);
    }

    /** Forbids Maven to append the names of modules to inherited addresses. */
    @Test
    void addressesAreInheritedAsTheyAre() {
        Pom root = ALL.get(0);
        assertThat(root.project().getAttribute("child.project.url.inherit.append.path"))
                .isEqualTo("false");
        Element scm = root.elements("scm").findFirst().orElseThrow();
        assertThat(Stream.of("url", "connection", "developerConnection"))
                .allSatisfy(name -> assertThat(scm.getAttribute("child.scm." + name + ".inherit.append.path"))
                        .isEqualTo("false"));
    }

    @Test
    void theBillOfMaterialsStandsAloneAndAgreesWithTheOthers() {
        Pom bom = Pom.of("comm-bom");
        Pom root = ALL.get(0);
        assertThat(bom.parent()).isEmpty();
        assertThat(Stream.of("groupId", "version", "url", "scm", "licenses", "developers", "organization"))
                .allSatisfy(path -> assertThat(bom.own(path)).isEqualTo(root.own(path)));
    }

    @Test
    void theBillOfMaterialsNamesEveryPublishedJar() {
        assertThat(Pom.of("comm-bom").elements("dependencyManagement/dependencies/dependency"))
                .allSatisfy(each -> {
                    assertThat(text(each, "groupId")).isEqualTo("dev.comm");
                    assertThat(text(each, "version")).isEqualTo("${project.version}");
                    assertThat(text(each, "type")).isEmpty();
                })
                .extracting(each -> text(each, "artifactId"))
                .containsExactlyInAnyOrderElementsOf(Jars.PUBLISHED);
    }

    /** Sets the version of each plug-in. Without it a phase takes the version that the running Maven prefers. */
    @ParameterizedTest
    @ValueSource(strings = {"maven-clean-plugin", "maven-install-plugin", "maven-deploy-plugin"})
    void theBillOfMaterialsIsBuiltByThePluginsOfTheOthers(String plugin) {
        assertThat(Pom.of("comm-bom").plugin(plugin))
                .isNotBlank()
                .isEqualTo(Pom.of("comm-parent").plugin(plugin));
    }

    @Test
    void theStarterDependsOnWhatItsModuleRequires() {
        assertThat(dependencies(Pom.of("comm")))
                .containsExactly(
                        "comm-api",
                        "comm-cluster",
                        "comm-core",
                        "comm-master",
                        "comm-node",
                        "comm-serialization-java",
                        "comm-transport-tcp");
    }

    @ParameterizedTest
    @MethodSource("published")
    void aPublishedPomDependsOnNothingThatIsNot(Pom pom) {
        assertThat(dependencies(pom)).isSubsetOf(Jars.PUBLISHED);
    }

    private static Set<String> dependencies(Pom pom) {
        return pom.elements("dependencies/dependency")
                .filter(each -> text(each, "groupId").equals("dev.comm"))
                .filter(each -> !text(each, "scope").equals("test"))
                .map(each -> text(each, "artifactId"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
