package dev.comm.serialization.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.SerializerProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class JavaSerializerProviderTest {
    @Test
    void isFoundAsAServiceAndIsNamedJava() {
        assertThat(ServiceLoader.load(SerializerProvider.class))
                .singleElement()
                .isInstanceOf(JavaSerializerProvider.class)
                .extracting(SerializerProvider::name)
                .isEqualTo("java");
    }
}
