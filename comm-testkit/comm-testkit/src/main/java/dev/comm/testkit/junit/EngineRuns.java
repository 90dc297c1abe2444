package dev.comm.testkit.junit;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Seed;
import dev.comm.testkit.campaign.Campaign;
import dev.comm.testkit.campaign.CampaignFailure;
import dev.comm.testkit.campaign.CampaignSettings;
import dev.comm.testkit.campaign.Totals;
import dev.comm.testkit.campaign.scenario.ScenarioParameters;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.FaultMix;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** All runs of a test on one engine. They are one invocation for JUnit and a campaign for the kit. */
final class EngineRuns implements TestTemplateInvocationContext, ParameterResolver, InvocationInterceptor {
    private static final double MASTER_SHARE = 0.25;

    private final Method method;
    private final ClusterTest settings;
    private final TestElements elements;
    private final Engine engine;

    EngineRuns(Method method, ClusterTest settings, Engine engine) {
        this.method = method;
        this.settings = settings;
        this.elements = new TestElements(settings);
        this.engine = engine;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return engine.toString();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return ScenarioParameters.isPart(parameter.getParameter());
    }

    /** Returns null, because each run gets its own argument. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        CampaignSettings outside = ClusterExtension.parameters(context);
        Duration timeout = outside.testTimeout().orElse(elements.timeout());
        Skips skips = Skips.of(context);
        if (engine != Engine.SIM && ScenarioParameters.needsSimulation(List.of(method.getParameters()))) {
            abort(skips, context, "it asks for a simulated cluster, which " + engine + " is not");
        }
        try {
            Totals totals = new HardTimeout(timeout, context.getDisplayName()).call(campaign(call, context)::run);
            context.publishReportEntry("comm.totals", totals.toString());
        } catch (CampaignFailure failure) {
            context.publishReportEntry("comm.seed", new Seed(failure.seed()).toString());
            throw failure;
        } catch (MissingCapability missing) {
            abort(skips, context, missing.getMessage());
        }
    }

    private static void abort(Skips skips, ExtensionContext context, String reason) {
        skips.add(reason);
        context.publishReportEntry("comm.skipped", reason);
        Assumptions.abort(reason);
    }

    private Campaign campaign(ReflectiveInvocationContext<Method> call, ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        Campaign campaign = Campaign.of(nameOf(type), cluster -> play(cluster, call))
                .test(ScenarioRef.of(type, method), simple(type) + "#" + method.getName())
                .settings(name -> context.getConfigurationParameter(name).orElse(null))
                .engine(engine)
                .nodes(elements.nodes(), elements.mostNodes())
                .liveSeeds(elements.liveSeeds())
                .replay(settings.seed())
                .plan(elements.plan())
                .everyStep(settings.everyStep());
        if (elements.hasSeeds()) {
            campaign.seeds(elements.seeds());
        }
        if (settings.chaos().length + settings.masterChaos().length > 0) {
            campaign.chaos(mix(), elements.until());
        }
        if (settings.hard()) {
            campaign.hard();
        }
        return sharesState(type) ? campaign.oneAtATime() : campaign;
    }

    private FaultMix mix() {
        FaultMix mix = FaultMix.of(settings.chaos());
        for (FaultKind kind : settings.masterChaos()) {
            mix = mix.withMaster(kind, MASTER_SHARE);
        }
        return mix;
    }

    /** Returns whether the test has fields, which all of its runs share. */
    private static boolean sharesState(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null, each -> each.getSuperclass())
                .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                .anyMatch(field -> !Modifier.isFinal(field.getModifiers()) || !Modifier.isStatic(field.getModifiers()));
    }

    private void play(Cluster cluster, ReflectiveInvocationContext<Method> call) {
        Parameter[] parameters = method.getParameters();
        Object[] arguments = call.getArguments().toArray();
        for (int i = 0; i < parameters.length; i++) {
            if (ScenarioParameters.isPart(parameters[i])) {
                arguments[i] = ScenarioParameters.of(cluster, parameters[i]);
            }
        }
        ReflectionSupport.invokeMethod(method, call.getTarget().orElse(null), arguments);
    }

    private String nameOf(Class<?> type) {
        return simple(type).replace('$', '.') + "." + method.getName();
    }

    private static String simple(Class<?> type) {
        String name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
