package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A builder that is made from a value changes one field and keeps all others. */
class BuildersTest {
    @Test
    void aLimitIsChangedAlone() throws ReflectiveOperationException {
        Limits defaults = Limits.defaults();
        for (Method setter : setters(Limits.Builder.class)) {
            boolean wide = setter.getParameterTypes()[0] == long.class;
            Limits.Builder builder = defaults.toBuilder();
            setter.invoke(builder, wide ? (Object) 77L : (Object) 77);
            Map<String, Object> expected = values(defaults);
            expected.put(setter.getName(), wide ? (Object) 77L : (Object) 77);
            assertThat(values(builder.build())).isEqualTo(expected);
            assertThat(builder.build()).isNotEqualTo(defaults);
            assertThat(builder.build().toString()).contains(setter.getName() + "=77");
        }
        assertThat(Limits.builder().build()).isEqualTo(defaults).hasSameHashCodeAs(defaults);
    }

    @Test
    void aTimeIsChangedAlone() throws ReflectiveOperationException {
        Timing lan = Profile.LAN.timing();
        Duration odd = Duration.ofSeconds(77);
        for (Method setter : setters(Timing.Builder.class)) {
            Timing.Builder builder = lan.toBuilder();
            setter.invoke(builder, odd);
            Map<String, Object> expected = values(lan);
            expected.put(setter.getName(), odd);
            assertThat(values(builder.build())).isEqualTo(expected);
            assertThat(builder.build()).isNotEqualTo(lan);
            assertThat(builder.build().toString()).contains(setter.getName() + "=" + odd);
        }
        assertThat(lan.toBuilder().build()).isEqualTo(lan).hasSameHashCodeAs(lan);
    }

    @Test
    void everyProfileHasEveryTime() throws ReflectiveOperationException {
        for (Profile profile : Profile.values()) {
            assertThat(values(profile.timing()).values()).hasSize(13).doesNotContainNull();
        }
    }

    private static Method[] setters(Class<?> builder) {
        Method[] setters = Stream.of(builder.getMethods())
                .filter(each -> each.getReturnType() == builder)
                .toArray(Method[]::new);
        assertThat(setters).hasSizeGreaterThan(10);
        return setters;
    }

    private static Map<String, Object> values(Object settings) throws ReflectiveOperationException {
        Map<String, Object> values = new HashMap<>();
        Class<?> builder = settings instanceof Limits ? Limits.Builder.class : Timing.Builder.class;
        for (Method setter : setters(builder)) {
            values.put(
                    setter.getName(),
                    settings.getClass().getMethod(setter.getName()).invoke(settings));
        }
        return values;
    }
}
