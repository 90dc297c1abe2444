package org.example.engines;

import dev.comm.api.Communicator;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.campaign.Campaign;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Runs a cluster of two nodes on real sockets. */
public final class Sockets {
    private Sockets() {}

    /** Argument: jars that are loaded below this program, or none. */
    public static void main(String[] arguments) throws MalformedURLException {
        if (arguments.length > 0) {
            Thread.currentThread().setContextClassLoader(below(arguments[0].split(File.pathSeparator)));
        }
        System.out.println(Campaign.of("sockets", Sockets::meet)
                .engine(Engine.LOOPBACK)
                .nodes(2)
                .seeds(1)
                .run());
    }

    private static ClassLoader below(String[] jars) throws MalformedURLException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = Path.of(jars[i]).toUri().toURL();
        }
        return new URLClassLoader(urls, Sockets.class.getClassLoader());
    }

    private static void meet(Cluster cluster) {
        cluster.program(Communicator::barrier);
        cluster.run();
    }
}
