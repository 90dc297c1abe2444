package dev.comm.tests.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.comm.api.AsyncCommunicator;
import dev.comm.api.CommRuntime;
import dev.comm.api.Communicator;
import dev.comm.api.NamedProvider;
import dev.comm.api.error.CommException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportProvider;
import dev.comm.api.work.RequestContext;
import dev.comm.api.work.TaskRun;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every constructor, static method, record, builder and value of the API accepts or refuses every extreme argument. */
@Timeout(300)
class ValuesWalkTest {
    private static final List<String> PACKAGES =
            List.of("dev.comm.api", "dev.comm.api.error", "dev.comm.api.spi", "dev.comm.api.work");

    /** The types that plug-ins and the running communicator implement. Other tests walk the implementations of Comm. */
    private static final Set<Class<?>> IMPLEMENTED = Set.of(
            AsyncCommunicator.class,
            CommRuntime.class,
            ComputeNode.class,
            MasterNode.class,
            Communicator.class,
            NamedProvider.class,
            RequestContext.class,
            Serializer.class,
            SerializerProvider.class,
            TaskRun.class,
            Transport.class,
            Transport.Sink.class,
            TransportProvider.class);

    private static final Map<String, Class<? extends RuntimeException>> DOCUMENTED = Map.of(
            "Collected.at", NoSuchElementException.class,
            "Payload.file", UncheckedIOException.class,
            "Payload.read", NullPointerException.class,
            "Payload.slice", IndexOutOfBoundsException.class,
            "JoinedArray.isPresent", NoSuchElementException.class,
            "Slice.of", IndexOutOfBoundsException.class);

    private final Judge judge = new Judge(DOCUMENTED);
    private final Samples samples = Examples.all();

    @Test
    void everyArgumentHasItsEffectOrIsRefused() {
        types().forEach(this::walk);
        assertThat(judge.complaints()).isEmpty();
        assertThat(judge.calls()).isGreaterThan(1_000);
    }

    private static Stream<Class<?>> types() {
        return Stream.concat(
                        new ClassFileImporter()
                                .importPackages(PACKAGES).stream()
                                        .filter(each -> PACKAGES.contains(each.getPackageName()))
                                        .<Class<?>>map(each -> each.reflect()),
                        Stream.of(MasterNode.class, ComputeNode.class))
                .filter(each -> !each.isAnonymousClass() && isForUsers(each))
                .sorted(Comparator.comparing(Class::getName));
    }

    private static boolean isForUsers(Class<?> type) {
        API status = type.getAnnotation(API.class);
        boolean isPublic = Modifier.isPublic(type.getModifiers());
        boolean isOuterPublic = type.getEnclosingClass() == null || isForUsers(type.getEnclosingClass());
        return isPublic && isOuterPublic && (status == null || status.status() != API.Status.INTERNAL);
    }

    private void walk(Class<?> type) {
        List<Executable> makers = new ArrayList<>(
                Modifier.isAbstract(type.getModifiers())
                        ? List.<Constructor<?>>of()
                        : Arrays.asList(type.getConstructors()));
        Arrays.stream(type.getDeclaredMethods())
                .filter(each -> Modifier.isStatic(each.getModifiers()) && Modifier.isPublic(each.getModifiers()))
                .filter(each -> !isInternal(each))
                .forEach(makers::add);
        for (Executable each : makers) {
            Attempt.all(null, each, samples).forEach(this::call);
        }
        if (!IMPLEMENTED.contains(type) && !Samples.isFunctional(type)) {
            walkExample(type);
        }
    }

    private static boolean isInternal(Method method) {
        API status = method.getAnnotation(API.class);
        return status != null && status.status() == API.Status.INTERNAL;
    }

    private void walkExample(Class<?> type) {
        for (Method method : Walk.methods(type, Set.of())) {
            for (Attempt each : Attempt.all(null, method, samples)) {
                Object receiver = example(type);
                call(each.on(receiver));
                build(type, receiver, each);
            }
        }
    }

    private Object example(Class<?> type) {
        if (Examples.BUILDERS.containsKey(type)) {
            return Examples.BUILDERS.get(type).get();
        }
        if (CommException.class.isAssignableFrom(type) && type.getConstructors().length > 0) {
            return Attempt.all(null, type.getConstructors()[0], samples)
                    .get(0)
                    .run()
                    .result();
        }
        return samples.plain(type);
    }

    /** Builds the object, because a builder may refuse an argument later than its setter. */
    private void build(Class<?> type, Object builder, Attempt before) {
        if (Examples.BUILDERS.containsKey(type)) {
            Method build = Walk.methods(type, Set.of()).stream()
                    .filter(each -> each.getName().equals("build"))
                    .findFirst()
                    .orElseThrow();
            Object built = judge.call(new Attempt(builder, build, new Object[0]), before + ".build()");
            if (built != null) {
                Walk.methods(built.getClass(), Set.of())
                        .forEach(each -> Attempt.all(built, each, samples)
                                .forEach(use -> judge.call(use, before + ".build() and then " + use)));
            }
        }
    }

    private void call(Attempt attempt) {
        Object result = judge.call(attempt);
        try {
            if (result instanceof MasterNode || result instanceof ComputeNode || result instanceof InputStream) {
                ((AutoCloseable) result).close();
            }
        } catch (Exception e) {
            judge.complain(attempt + " returned an object that cannot be closed: " + e);
        }
    }
}
