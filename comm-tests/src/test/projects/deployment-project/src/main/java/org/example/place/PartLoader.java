package org.example.place;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A class loader of one jar that sees the jars that it needs. */
final class PartLoader extends URLClassLoader {
    private final List<ClassLoader> needed;

    PartLoader(URL[] own, List<ClassLoader> needed) {
        super(own, ClassLoader.getPlatformClassLoader());
        this.needed = needed;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            return super.findClass(name);
        } catch (ClassNotFoundException e) {
            return findInNeeded(name, e);
        }
    }

    private Class<?> findInNeeded(String name, ClassNotFoundException missing) throws ClassNotFoundException {
        for (ClassLoader each : needed) {
            try {
                return each.loadClass(name);
            } catch (ClassNotFoundException e) {
                missing.addSuppressed(e);
            }
        }
        throw missing;
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        List<URL> found = new ArrayList<>(Collections.list(super.findResources(name)));
        for (ClassLoader each : needed) {
            found.addAll(Collections.list(each.getResources(name)));
        }
        return Collections.enumeration(found);
    }
}
