package dev.comm.testkit.junit;

import dev.comm.testkit.Seeds;
import dev.comm.testkit.SimCluster;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** Gives clusters to tests and repeats them for all seeds. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ClusterExtension implements ParameterResolver, InvocationInterceptor {
    /** Made by JUnit. */
    public ClusterExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SimCluster.class;
    }

    /** Only stands for the parameter: each seed gets its own. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new SimCluster(settings(context.getRequiredTestMethod()).nodes(), 0);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context) {
        invocation.skip();
        Method method = call.getExecutable();
        String concern = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        Seeds.of(concern, settings(method).seeds()).forEach(seed -> once(call, seed, concern));
    }

    private static void once(ReflectiveInvocationContext<Method> call, long seed, String concern) {
        Method method = call.getExecutable();
        Parameter[] parameters = method.getParameters();
        Object[] arguments = call.getArguments().toArray();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].getType() == SimCluster.class) {
                arguments[i] = new SimCluster(settings(method).nodes(), seed);
            }
        }
        try {
            ReflectionSupport.invokeMethod(method, call.getTarget().orElse(null), arguments);
        } catch (Exception | AssertionError e) {
            throw replayable(e, seed, concern, method);
        }
    }

    /** The same failure with the seed in front; its stack is that of the original. */
    private static AssertionError replayable(Throwable e, long seed, String concern, Method method) {
        String replay = "mvn test -Dtest=" + method.getDeclaringClass().getSimpleName() + "#" + method.getName()
                + " -Dcomm.seed=0x" + Long.toHexString(seed);
        AssertionError error = new AssertionError(
                concern + " failed with seed 0x" + Long.toHexString(seed) + "; replay: " + replay + "\n"
                        + e.getMessage(),
                e);
        error.setStackTrace(Arrays.copyOf(e.getStackTrace(), e.getStackTrace().length));
        return error;
    }

    private static ClusterTest settings(Method method) {
        return method.getAnnotation(ClusterTest.class);
    }
}
