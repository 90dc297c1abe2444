package dev.comm.testkit.junit;

import dev.comm.testkit.Engine;
import dev.comm.testkit.campaign.CampaignSettings;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The JUnit extension that runs a test once on each of its engines. On an engine, the test is repeated for all seeds.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ClusterExtension implements TestTemplateInvocationContextProvider {
    /** Creates the extension. JUnit calls this constructor. */
    public ClusterExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return settings(context.getRequiredTestMethod()) != null;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        ClusterTest settings = settings(method);
        return engines(settings, context).stream().map(engine -> new EngineRuns(method, settings, engine));
    }

    private static ClusterTest settings(Method method) {
        return AnnotationSupport.findAnnotation(method, ClusterTest.class).orElse(null);
    }

    private static List<Engine> engines(ClusterTest settings, ExtensionContext context) {
        return parameters(context).engines().orElse(List.of(settings.engines()));
    }

    /** Returns the settings from outside. The configuration parameters of JUnit take precedence. */
    static CampaignSettings parameters(ExtensionContext context) {
        return new CampaignSettings(
                name -> context.getConfigurationParameter(name).orElse(null));
    }
}
