package dev.tocsin.oncall;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Where a schedule's calendar comes from. */
public sealed interface Feed {
    /** How often it is looked at. */
    Duration refresh();

    /** Over HTTP. The address of a private calendar is as good as a password: it is not shown. */
    record Web(URI url, Duration refresh) implements Feed {
        @Override
        public String toString() {
            return "a calendar at " + url.getHost();
        }
    }

    /** A file. */
    record File(Path path, Duration refresh) implements Feed {
        @Override
        public String toString() {
            return path.toString();
        }
    }
}
