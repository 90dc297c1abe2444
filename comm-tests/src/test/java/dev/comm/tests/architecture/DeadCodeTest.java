package dev.comm.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The runtime modules use every type, method and field of their own. Public members of types for users are left out,
 * because users call them. Constants are left out, because the compiler copies their values. Delete the members that
 * this test finds, or move them to the test that needs them.
 */
class DeadCodeTest {
    /** The beginnings of the names of the runtime packages. A beginning without classes does no harm. */
    private static final List<String> RUNTIME = List.of(
            "dev.comm.api.",
            "dev.comm.core.",
            "dev.comm.transport.",
            "dev.comm.serialization.",
            "dev.comm.master.",
            "dev.comm.node.",
            "dev.comm.cluster.");

    /** Methods that only tests call. They show that memory is bounded and freed, and that late results are counted. */
    private static final Set<String> ONLY_TESTS = Set.of(
            "FrameDecoder.isMidFrame",
            "KryoSerializer.idle",
            "MasterMachine.remembered",
            "PartialFrame.capacity",
            "PayloadStore.inMemory",
            "PayloadStore.inFiles",
            "MasterWork.droppedResults");

    /** Components of keys whose map declares them as any object. */
    private static final Set<String> ONLY_COMPARED = Set.of("Origin.network", "RemoteOrigin.network");

    /** The methods that the JDK calls when it writes and reads objects. */
    private static final Set<String> SERIALIZATION = Set.of("writeReplace", "readObject", "readResolve");

    @Test
    void everyTypeIsNamed() {
        assertThat(types().filter(type -> !Uses.isForUsers(type))
                        .filter(type -> !Uses.isProvider(type) && !hasOnlyConstants(type))
                        .filter(type -> !Uses.isNamed(type))
                        .map(DeadCodeTest::name))
                .isEmpty();
    }

    @Test
    void everyMethodIsCalled() {
        assertThat(members(JavaMethod.class)
                        .filter(method -> !isOfTheCompiler(method) && !SERIALIZATION.contains(method.getName()))
                        .filter(method -> !Uses.isReached(method))
                        .map(DeadCodeTest::name)
                        .filter(name -> !ONLY_COMPARED.contains(name)))
                .containsExactlyInAnyOrderElementsOf(ONLY_TESTS);
    }

    /** Excludes private constructors, because a class may have one so that no code can construct it. */
    @Test
    void everyConstructorIsCalled() {
        assertThat(members(JavaConstructor.class)
                        .filter(unit -> !unit.getModifiers().contains(JavaModifier.PRIVATE))
                        .filter(unit -> !Uses.isProvider(unit.getOwner()) && !Uses.isCalled(unit))
                        .map(JavaMember::getFullName))
                .isEmpty();
    }

    /** Excludes components of records, because an accessor reads them, which is a method. */
    @Test
    void everyFieldIsRead() {
        assertThat(members(JavaField.class)
                        .filter(field -> !field.getOwner().isRecord() && !isConstant(field))
                        .filter(field -> !Uses.isRead(field))
                        .map(DeadCodeTest::name))
                .isEmpty();
    }

    private static Stream<JavaClass> types() {
        return CommClasses.ALL.stream()
                .filter(type -> RUNTIME.stream().anyMatch((type.getPackageName() + ".")::startsWith))
                .filter(type -> !type.isAnonymousClass() && !isSynthetic(type.getModifiers()));
    }

    private static <M extends JavaMember> Stream<M> members(Class<M> kind) {
        Predicate<JavaMember> isForUsers = member -> Uses.isForUsers(member.getOwner())
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
        return types().flatMap(type -> type.getMembers().stream())
                .filter(member -> !isSynthetic(member.getModifiers()) && !isForUsers.test(member))
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static boolean isSynthetic(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isOfTheCompiler(JavaMethod method) {
        return method.getOwner().isEnum() && Set.of("values", "valueOf").contains(method.getName());
    }

    private static boolean isConstant(JavaField field) {
        boolean fixed = field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL));
        return fixed && (field.getRawType().isPrimitive() || field.getRawType().isEquivalentTo(String.class));
    }

    private static boolean hasOnlyConstants(JavaClass type) {
        return !type.getFields().isEmpty()
                && type.getMethods().isEmpty()
                && type.getFields().stream().allMatch(DeadCodeTest::isConstant);
    }

    private static String name(JavaMember member) {
        return name(member.getOwner()) + "." + member.getName();
    }

    /** Returns the name of a class without its package. */
    private static String name(JavaClass type) {
        return type.getName().substring(type.getName().lastIndexOf('.') + 1);
    }
}
