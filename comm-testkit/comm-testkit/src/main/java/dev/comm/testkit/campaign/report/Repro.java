package dev.comm.testkit.campaign.report;

import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import dev.comm.testkit.fault.FaultPlan;
import dev.comm.testkit.fault.PlannedFault;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A writer for a JUnit class with one test that plays a case again. The annotation of the test contains the seed, the
 * number of nodes and the plan. So the class can be kept beside the test that found the failure.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Repro {
    private final ScenarioRef ref;
    private final Case which;
    private final String settings;

    /**
     * Creates a writer.
     *
     * @param settings the further elements of the annotation, each as {@code name = value}; empty if there are none
     */
    public Repro(ScenarioRef ref, Case which, String settings) {
        this.ref = ref;
        this.which = which;
        this.settings = settings;
    }

    public static String className(Case which) {
        return "Repro_" + Long.toHexString(which.seed());
    }

    /** Returns the source of the class. A comment in the class names the broken promise. */
    public String source(String broken) {
        String pack = ref.type().getPackageName();
        return (pack.isEmpty() ? "" : "package " + pack + ";\n\n")
                + "import dev.comm.testkit.junit.ClusterTest;\n\n"
                + "/** Fails: " + comment(broken) + " Found by " + ref.type().getSimpleName() + ". */\n"
                + "class " + className(which) + " {\n"
                + "    @ClusterTest(nodes = " + which.nodes() + ", seed = " + which.seedText() + "L"
                + (settings.isEmpty() ? "" : ", " + settings) + ",\n"
                + "            plan = " + plan() + ")\n"
                + "    void " + methodName() + "(" + parameters() + ") throws Throwable {\n"
                + "        " + call() + "\n"
                + "    }\n"
                + "}\n";
    }

    private static String comment(String text) {
        String line = text.lines().findFirst().orElse("").replace("*/", "* /").replace("\\u", "\\ u");
        return line.endsWith(".") ? line : line + ".";
    }

    private String plan() {
        FaultPlan plan = which.plan() == null ? FaultPlan.NONE : which.plan();
        List<PlannedFault> faults = plan.faults();
        return faults.isEmpty()
                ? "\"" + plan + "\""
                : faults.stream()
                        .map(each -> "\"" + each + "\"")
                        .collect(Collectors.joining("\n                    + \"; \" + "));
    }

    private String methodName() {
        return ref.method() == null ? "replay" : ref.method().getName();
    }

    private List<Parameter> given() {
        return ref.method() == null ? List.of() : Arrays.asList(ref.method().getParameters());
    }

    private String parameters() {
        return ref.method() == null
                ? "dev.comm.testkit.Cluster cluster"
                : given().stream()
                        .map(each -> typeName(each) + " " + each.getName())
                        .collect(Collectors.joining(", "));
    }

    private static String typeName(Parameter parameter) {
        return parameter.getParameterizedType().getTypeName().replace('$', '.');
    }

    private String call() {
        Method method = ref.method();
        if (method == null) {
            return made(ref.type()) + ".play(cluster);";
        }
        String on = Modifier.isStatic(method.getModifiers()) ? ref.type().getCanonicalName() : made(ref.type());
        String arguments = given().stream().map(Parameter::getName).collect(Collectors.joining(", "));
        return on + "." + method.getName() + "(" + arguments + ");";
    }

    /**
     * Returns an expression that creates an object of the class. For an inner class, the expression first creates an
     * object of the outer class.
     */
    private static String made(Class<?> type) {
        boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        return inner
                ? made(type.getDeclaringClass()) + ".new " + type.getSimpleName() + "()"
                : "new " + type.getCanonicalName() + "()";
    }

    /** Returns whether a class in the same package can create and call the scenario. */
    public static boolean isPossible(ScenarioRef ref) {
        if (ref == null || ref.type().getCanonicalName() == null || hidden(ref)) {
            return false;
        }
        try {
            boolean inner =
                    ref.type().isMemberClass() && !Modifier.isStatic(ref.type().getModifiers());
            Class<?>[] outer = inner ? new Class<?>[] {ref.type().getDeclaringClass()} : new Class<?>[0];
            return !Modifier.isPrivate(ref.type().getDeclaredConstructor(outer).getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static boolean hidden(ScenarioRef ref) {
        boolean method = ref.method() != null && Modifier.isPrivate(ref.method().getModifiers());
        for (Class<?> type = ref.type(); type != null && !method; type = type.getDeclaringClass()) {
            method = Modifier.isPrivate(type.getModifiers());
        }
        return method;
    }
}
