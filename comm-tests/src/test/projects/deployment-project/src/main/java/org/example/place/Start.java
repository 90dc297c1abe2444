package org.example.place;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Arguments: the kind of deployment, the folder of the program, the jars. */
public final class Start {
    private static final Set<String> BELOW = Set.of("comm-api", "apiguardian-api");
    private static final Set<String> ROOTS =
            Set.of("dev.comm.master", "dev.comm.node", "dev.comm.transport.tcp", "dev.comm.serialization.java");

    private final Path program;
    private final Map<String, Path> jars = new LinkedHashMap<>();

    private Start(Path program, String path) {
        this.program = program;
        for (String jar : path.split(File.pathSeparator)) {
            jars.put(Path.of(jar).getFileName().toString().replaceAll("-\\d.*", ""), Path.of(jar));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Start start = new Start(Path.of(arguments[1]), arguments[2]);
        ClassLoader loader =
                switch (arguments[0]) {
                    case "parent-and-child" -> start.parentAndChild();
                    case "parent-without-context" -> start.parentWithoutContext();
                    case "layers" -> start.layers();
                    case "starter-in-a-layer" -> start.starterInALayer();
                    case "program-in-the-layer" -> start.programInTheLayer();
                    case "program-beside-the-api" -> start.programBesideTheApi();
                    case "one-loader-each" -> start.oneLoaderEach();
                    default -> throw new IllegalArgumentException(arguments[0]);
                };
        Class<?> main = loader.loadClass("org.example.place.Program");
        main.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }

    private ClassLoader parentAndChild() throws MalformedURLException {
        ClassLoader parent = new URLClassLoader(urls(below()), ClassLoader.getPlatformClassLoader());
        return context(new URLClassLoader(urls(Stream.concat(above(), Stream.of(program))), parent));
    }

    /** The fault: the program and the context loader see the API, and comm-core lies in a loader below. */
    private ClassLoader parentWithoutContext() throws MalformedURLException {
        return context(new URLClassLoader(
                urls(Stream.concat(below(), Stream.of(program))), ClassLoader.getPlatformClassLoader()));
    }

    private ClassLoader programBesideTheApi() throws MalformedURLException {
        ClassLoader parent = parentWithoutContext();
        context(new URLClassLoader(urls(above()), parent));
        return parent;
    }

    private ClassLoader layers() throws MalformedURLException {
        ClassLoader parts = parts(above(), ROOTS).findLoader("dev.comm.core");
        return context(new URLClassLoader(urls(Stream.of(program)), parts));
    }

    /** One root instead of four. */
    private ClassLoader starterInALayer() throws MalformedURLException {
        ClassLoader parts = parts(above(), Set.of("dev.comm")).findLoader("dev.comm.core");
        return context(new URLClassLoader(urls(Stream.of(program)), parts));
    }

    /** Nothing but the program is a root: the service loader's bindings bring the rest. */
    private ClassLoader programInTheLayer() {
        ModuleLayer child = parts(Stream.concat(above(), Stream.of(program)), Set.of("org.example.place"));
        return context(child.findLoader("org.example.place"));
    }

    /** Two layers: the API, and the modules above it. */
    private ModuleLayer parts(Stream<Path> jars, Set<String> roots) {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        ModuleLayer parent = layer(ModuleLayer.boot(), below(), Set.of("dev.comm.api"), platform);
        return layer(parent, jars, roots, platform);
    }

    private static ModuleLayer layer(ModuleLayer parent, Stream<Path> jars, Set<String> roots, ClassLoader loader) {
        ModuleFinder finder = ModuleFinder.of(jars.toArray(Path[]::new));
        Configuration plan = parent.configuration().resolveAndBind(finder, ModuleFinder.of(), roots);
        return parent.defineModulesWithOneLoader(plan, loader);
    }

    private ClassLoader oneLoaderEach() throws MalformedURLException {
        ClassLoader annotations = part("apiguardian-api");
        ClassLoader logs = part("slf4j-api");
        ClassLoader api = part("comm-api", annotations);
        ClassLoader core = part("comm-core", api, logs, annotations);
        ClassLoader tcp = part("comm-transport-tcp", api, logs, annotations);
        ClassLoader java = part("comm-serialization-java", api, annotations);
        ClassLoader master = part("comm-master", core, api, logs, annotations);
        ClassLoader node = part("comm-node", core, api, logs, annotations);
        context(new PartLoader(new URL[0], List.of(core, tcp, java, master, node)));
        return new PartLoader(urls(Stream.of(program)), List.of(api));
    }

    private ClassLoader part(String artifact, ClassLoader... needed) throws MalformedURLException {
        return new PartLoader(urls(Stream.of(jars.get(artifact))), List.of(needed));
    }

    private static ClassLoader context(ClassLoader loader) {
        Thread.currentThread().setContextClassLoader(loader);
        return loader;
    }

    private Stream<Path> below() {
        return jars.entrySet().stream()
                .filter(each -> BELOW.contains(each.getKey()))
                .map(Map.Entry::getValue);
    }

    private Stream<Path> above() {
        return jars.entrySet().stream()
                .filter(each -> !BELOW.contains(each.getKey()))
                .map(Map.Entry::getValue);
    }

    private static URL[] urls(Stream<Path> paths) throws MalformedURLException {
        List<Path> all = paths.toList();
        URL[] urls = new URL[all.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = all.get(i).toUri().toURL();
        }
        return urls;
    }
}
