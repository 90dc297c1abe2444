package dev.comm.serialization.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.comm.api.spi.Serializer;
import dev.comm.serialization.java.Samples.Cell;
import dev.comm.serialization.java.Samples.Circle;
import dev.comm.serialization.java.Samples.Positive;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBytesTest {
    private final Serializer serializer = Samples.serializer(Cell.class, Positive.class);

    static Stream<Object> gadgets() {
        return Canaries.gadgets().stream();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("gadgets")
    void noCodeOfAnUndeclaredTypeRuns(Object gadget) throws IOException {
        byte[] bytes = Samples.writeUnchecked(gadget);
        Canaries.SUNG.clear();
        assertThatIOException().isThrownBy(() -> Samples.read(serializer, bytes, Object.class));
        assertThat(Canaries.SUNG).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.commons.collections.functors.InvokerTransformer",
                "org.apache.commons.collections4.functors.InstantiateTransformer",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
                "sun.reflect.annotation.AnnotationInvocationHandler",
                "sun.rmi.server.UnicastRef",
                "java.rmi.server.RemoteObjectInvocationHandler",
                "javax.management.BadAttributeValueExpException",
                "javax.naming.ldap.Rdn$RdnEntry",
                "org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider",
                "org.codehaus.groovy.runtime.ConvertedClosure",
                "java.net.URL",
                "java.io.File",
                "java.lang.invoke.SerializedLambda",
                "java.lang.reflect.Proxy",
                "java.util.PriorityQueue",
                "org.apache.commons.collections.map.LazyMap",
                "org.apache.commons.collections4.comparators.TransformingComparator",
                "org.apache.commons.collections.keyvalue.TiedMapEntry",
                "org.apache.commons.beanutils.BeanComparator",
                "org.apache.commons.fileupload.disk.DiskFileItem",
                "com.mchange.v2.c3p0.impl.PoolBackedDataSourceBase",
                "com.sun.rowset.JdbcRowSetImpl",
                "sun.rmi.transport.tcp.TCPEndpoint",
                "java.rmi.server.UnicastRemoteObject",
                "java.rmi.activation.ActivationGroupImpl",
                "javax.management.remote.rmi.RMIConnectionImpl_Stub",
                "javax.xml.transform.Templates",
                "org.hibernate.engine.spi.TypedValue",
                "org.mozilla.javascript.NativeJavaObject",
                "org.python.core.PyFunction",
                "bsh.XThis",
                "clojure.lang.PersistentArrayMap",
                "org.apache.wicket.util.upload.DiskFileItem",
                "org.jboss.interceptor.proxy.DefaultInvocationContextFactory",
                "com.vaadin.data.util.NestedMethodProperty",
                "java.lang.ProcessBuilder",
                "jdk.internal.loader.URLClassPath"
            })
    void classesOfWellKnownAttacksAreRefusedByNameBeforeTheyAreLookedFor(String className) {
        // A ClassNotFoundException as the cause would prove that the serializer tried to load the class.
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, RawStream.object(className), Object.class))
                .withMessageContaining("must never travel")
                .withCauseInstanceOf(Refusal.class);
    }

    @Test
    void aNameThatNobodyKnowsIsRefusedWithTheCure() {
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, RawStream.object("com.acme.Unheard"), Cell.class))
                .withMessageContaining("add com.acme.Unheard to CommConfig.types(...)")
                .withMessageContaining("so a " + Cell.class.getName() + " cannot be read");
    }

    @Test
    void arraysOfUndeclaredTypesAndOfManyDimensionsAreRefused() {
        for (String name : List.of("[Lcom.acme.Unheard;", "[".repeat(200) + "I", "[Ljava.net.URL;", "[X", "[", "")) {
            byte[] bytes = RawStream.array(name, 1L, 1);
            assertThatIOException()
                    .as(name)
                    .isThrownBy(() -> Samples.read(serializer, bytes, Object.class))
                    .withCauseInstanceOf(Refusal.class);
        }
    }

    @Test
    void aDynamicProxyIsRefusedWhateverItsInterfaces() {
        byte[] bytes = RawStream.proxy("java.lang.Comparable", "java.util.List");
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bytes, Object.class))
                .withMessageContaining("dynamic proxy");
    }

    @Test
    void anInvalidRecordIsRefusedByItsOwnConstructor() throws IOException {
        byte[] bytes = Samples.write(serializer, new Positive(1));
        bytes[bytes.length - 1] = 0;
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bytes, Positive.class))
                .withCauseInstanceOf(InvalidObjectException.class);
    }

    @Test
    void theResultIsAnInstanceOfTheAskedTypeOrAnErrorThatNamesBoth() throws IOException {
        byte[] bytes = Samples.write(serializer, new Circle(1));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bytes, Cell.class))
                .withMessageContaining(Cell.class.getName())
                .withMessageContaining(Circle.class.getName());
        byte[] text = Samples.writeUnchecked("x".repeat(1000));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, text, Cell.class))
                .withMessageContaining("java.lang.String");
        byte[] nothing = Samples.writeUnchecked(null);
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, nothing, Cell.class))
                .withMessageContaining("null");
    }
}
