package dev.comm.serialization.java;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The types that never travel, even if they are declared. Attacks have used them to run code, open connections or read
 * files during deserialization.
 */
final class ForbiddenTypes {
    private static final List<String> PREFIXES = List.of(
            "bsh.",
            "clojure.",
            "com.mchange.",
            "com.rometools.",
            "com.sun.",
            "com.vaadin.",
            "groovy.",
            "java.io.File",
            "java.lang.Class",
            "java.lang.Process",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.invoke.",
            "java.lang.ref.",
            "java.lang.reflect.",
            "java.net.",
            "java.rmi.",
            "java.util.PriorityQueue",
            "java.util.ServiceLoader",
            "javassist.",
            "javax.el.",
            "javax.imageio.",
            "javax.management.",
            "javax.naming.",
            "javax.script.",
            "javax.swing.",
            "javax.xml.",
            "jdk.",
            "net.sf.json.",
            "org.apache.click.",
            "org.apache.commons.beanutils.",
            "org.apache.commons.collections.comparators.",
            "org.apache.commons.collections.functors.",
            "org.apache.commons.collections.keyvalue.",
            "org.apache.commons.collections.map.LazyMap",
            "org.apache.commons.collections4.comparators.",
            "org.apache.commons.collections4.functors.",
            "org.apache.commons.collections4.keyvalue.",
            "org.apache.commons.collections4.map.LazyMap",
            "org.apache.commons.fileupload.",
            "org.apache.myfaces.",
            "org.apache.wicket.",
            "org.apache.xalan.",
            "org.aspectj.",
            "org.codehaus.groovy.runtime.",
            "org.hibernate.",
            "org.jboss.",
            "org.mozilla.javascript.",
            "org.python.",
            "org.springframework.",
            "sun.");

    private ForbiddenTypes() {}

    static boolean contains(String className) {
        return PREFIXES.stream().anyMatch(className::startsWith);
    }

    /** Returns whether a class is forbidden. For some classes the name alone does not decide this. */
    static boolean contains(Class<?> type) {
        return contains(type.getName())
                || type.isHidden()
                || Proxy.isProxyClass(type)
                || ClassLoader.class.isAssignableFrom(type)
                || InvocationHandler.class.isAssignableFrom(type)
                || Thread.class.isAssignableFrom(type);
    }
}
