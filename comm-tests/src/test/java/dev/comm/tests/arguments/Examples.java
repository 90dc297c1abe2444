package dev.comm.tests.arguments;

import dev.comm.api.Answer;
import dev.comm.api.Cause;
import dev.comm.api.Collected;
import dev.comm.api.CommConfig;
import dev.comm.api.Departure;
import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.Profile;
import dev.comm.api.RunId;
import dev.comm.api.Secret;
import dev.comm.api.Timing;
import dev.comm.api.Tls;
import dev.comm.api.Verdict;
import dev.comm.api.error.CommException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.TaskFailedException;
import dev.comm.api.spi.Bytes;
import dev.comm.api.spi.ReadTime;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.TransportConfig;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/** An object of every class of the API, except for records, enums and functions. */
final class Examples {
    private static final ClassLoader LOADER = Examples.class.getClassLoader();

    /** The builders, which are created for each call. */
    static final Map<Class<?>, Supplier<?>> BUILDERS = Map.of(
            CommConfig.Builder.class, Examples::nobodyThere,
            Limits.Builder.class, Limits::builder,
            Timing.Builder.class, () -> Profile.LAN.timing().toBuilder(),
            Tls.Builder.class, Tls::builder,
            TransportConfig.Builder.class, TransportConfig::builder,
            SerializerContext.Builder.class, () -> SerializerContext.builder(List.of(), LOADER));

    private static final Departure DEPARTURE = new Departure(1, 1, Cause.CLOSED, "");
    private static final Verdict VERDICT = new Verdict(1, 1, new TreeSet<>(List.of(0)), Map.of(), new TreeSet<>(), -1);
    private static final Answer<Integer> ANSWER = Answer.present(1, 1);

    private Examples() {}

    /** Returns the settings of a process whose start fails soon, because no process listens. */
    private static CommConfig.Builder nobodyThere() {
        return CommConfig.builder()
                .profile(Profile.FAST)
                .bind("127.0.0.1:0")
                .master("127.0.0.1:1")
                .startupTimeout(Duration.ofMillis(50));
    }

    static Samples all() {
        SerializerContext context = SerializerContext.builder(List.of(), LOADER).build();
        Samples samples = Samples.ofJdk()
                .named("parse.text", "0".repeat(32))
                .named("read.text", "1s")
                .with(CommException.class, new MemberLostException("lost"), List.of())
                .with(TaskFailedException.class, new TaskFailedException("failed", List.of(), null), List.of())
                .with(Departure.class, DEPARTURE, List.of(DEPARTURE))
                .with(Verdict.class, VERDICT, List.of(VERDICT))
                .with(Answer.class, ANSWER, List.of(Answer.departed(DEPARTURE)))
                .with(Collected.class, new Collected<>(Map.of(1, ANSWER), VERDICT), List.of())
                .with(RunId.class, RunId.ANY, List.of(new RunId(Long.MIN_VALUE, -1)))
                .with(
                        Secret.class,
                        Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.US_ASCII)),
                        List.of())
                .with(Payload.class, Payload.of(new byte[8]), List.of(Payload.of(new byte[0])))
                .with(Bytes.class, Bytes.EMPTY, List.of())
                .with(ReadTime.class, context.readTime(1), List.of())
                .with(SerializerContext.class, context, List.of())
                .with(TransportConfig.class, TransportConfig.builder().build(), List.of())
                .with(Limits.class, Limits.defaults(), List.of())
                .with(Timing.class, Profile.LAN.timing(), List.of())
                .with(Tls.class, Tls.builder().build(), List.of())
                .with(Handlers.class, Handlers.of("one", int.class, int.class, n -> n), List.of())
                .with(TaskBatch.class, TaskBatch.of("one", List.of(), int.class), List.of())
                .with(CommConfig.class, nobodyThere().build(), List.of());
        for (Map.Entry<Class<?>, Supplier<?>> each : BUILDERS.entrySet()) {
            samples = samples.with(each.getKey(), each.getValue().get(), List.of());
        }
        return samples;
    }
}
