package dev.comm.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The uses of a class, a field or a method in the main code. */
final class Uses {
    private Uses() {}

    /**
     * Returns whether a type is for users, which means that it is public and that the status of its file is not
     * internal.
     */
    static boolean isForUsers(JavaClass type) {
        JavaClass top = top(type);
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && top.isAnnotatedWith(API.class)
                && top.getAnnotationOfType(API.class).status() != API.Status.INTERNAL;
    }

    private static JavaClass top(JavaClass type) {
        Optional<JavaClass> outer = type.getEnclosingClass();
        return outer.isPresent() ? top(outer.get()) : type;
    }

    /** Returns whether a class outside of this type refers to the type or to a type inside it. */
    static boolean isNamed(JavaClass type) {
        return CommClasses.ALL.stream()
                .filter(each -> isInside(each, type))
                .flatMap(each -> each.getDirectDependenciesToSelf().stream())
                .anyMatch(use -> !isInside(use.getOriginClass(), type));
    }

    private static boolean isInside(JavaClass inner, JavaClass outer) {
        return inner.equals(outer) || inner.getName().startsWith(outer.getName() + "$");
    }

    /** Returns whether code reads this field. Code that only writes the field does not count. */
    static boolean isRead(JavaField field) {
        return isRead(field, null);
    }

    private static boolean isRead(JavaField field, JavaCodeUnit accessor) {
        return field.getAccessesToSelf().stream()
                .anyMatch(access -> access.getAccessType() == AccessType.GET
                        && !access.getOrigin().equals(accessor));
    }

    /** Returns whether other code calls this constructor or method, or refers to it. */
    static boolean isCalled(JavaCodeUnit unit) {
        return unit.getAccessesToSelf().stream()
                .anyMatch(call -> !call.getOrigin().equals(unit));
    }

    /**
     * Returns whether other code calls this method, or one that it overrides or that overrides it. A method that the
     * JDK or a type for users declares counts as called, because its callers are unknown.
     */
    static boolean isReached(JavaMethod method) {
        return isCalled(method)
                || isReadComponent(method)
                || relatives(method.getOwner())
                        .flatMap(type -> type.getMethods().stream())
                        .filter(other -> isAlike(other, method))
                        .anyMatch(other -> isForeign(other.getOwner()) || isCalled(other));
    }

    private static Stream<JavaClass> relatives(JavaClass type) {
        return Stream.of(type.getAllRawSuperclasses(), type.getAllRawInterfaces(), type.getAllSubclasses())
                .flatMap(Collection::stream);
    }

    /**
     * Compares names and numbers of parameters. The types of the parameters of a generic method differ from those of
     * the method that it overrides.
     */
    private static boolean isAlike(JavaMethod one, JavaMethod other) {
        return one.getName().equals(other.getName())
                && one.getRawParameterTypes().size()
                        == other.getRawParameterTypes().size();
    }

    private static boolean isForeign(JavaClass type) {
        return !CommClasses.ALL.contain(type.getName()) || isForUsers(type);
    }

    /**
     * Returns whether the record of the accessor, or the class around it, reads the field itself, or code compares the
     * record.
     */
    private static boolean isReadComponent(JavaMethod accessor) {
        JavaClass owner = accessor.getOwner();
        return owner.isRecord()
                && accessor.getRawParameterTypes().isEmpty()
                && owner.tryGetField(accessor.getName())
                        .filter(field -> isRead(field, accessor) || Comparisons.isCompared(owner))
                        .isPresent();
    }

    /** Returns whether the JDK constructs the class, because a file of services names it. */
    static boolean isProvider(JavaClass type) {
        return Stream.concat(type.getAllRawInterfaces().stream(), type.getAllRawSuperclasses().stream())
                .flatMap(service -> providers(service.getName()))
                .anyMatch(type.getName()::equals);
    }

    private static Stream<String> providers(String service) {
        return Uses.class
                .getClassLoader()
                .resources("META-INF/services/" + service)
                .flatMap(Uses::lines)
                .map(String::strip);
    }

    private static Stream<String> lines(URL file) {
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
