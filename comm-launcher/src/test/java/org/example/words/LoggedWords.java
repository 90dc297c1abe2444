package org.example.words;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program of a user, outside of the packages of Comm, which logs a line of each level. */
public final class LoggedWords {
    private LoggedWords() {}

    public static void main(String[] arguments) {
        Logger log = LoggerFactory.getLogger("org.example.Words");
        log.debug("a debug line");
        log.info("an info line");
        log.warn("a warn line");
        System.out.println("the end");
    }
}
