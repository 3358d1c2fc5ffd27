package dev.tocsin.scrape;

import dev.tocsin.scrape.OpenFamily.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a target's last OpenMetrics page, without values, and what the specification makes of each: in a page that
 * has the same lines nothing but values can be wrong. Not for use by two threads.
 */
final class Outline {
    private List<byte[]> texts = List.of();
    private List<Place> places = List.of();

    /** What is held to the specification by itself, and what there is to remember of it. */
    interface Whole {
        /** The places of all lines, in order. */
        List<Place> places() throws Malformed;
    }

    /** Follows a page from its first line. */
    Walk walk() {
        return new Walk();
    }

    /** Goes along with a page as long as its lines are those of the outline. Used once. */
    final class Walk {
        private final List<byte[]> passed = new ArrayList<>(texts.size());
        private boolean strayed;
        private boolean memorable = true;
        private @Nullable OpenFamily family;

        /** A line of metadata. */
        void comment(byte[] page, int from, int to, int line) throws Malformed {
            Place place = place();
            byte[] known = place == null ? null : texts.get(passed.size());
            if (place != null && known != null && Arrays.equals(known, 0, known.length, page, from, to)) {
                enter(place.family(), line);
                passed.add(known);
            } else {
                strayed = true;
                passed.add(Arrays.copyOfRange(page, from, to));
            }
        }

        /**
         * A sample.
         *
         * @param text the one object that its series is remembered by, null if it is not
         * @param timed whether it has a timestamp, which makes its page one of its own
         */
        @SuppressWarnings("ReferenceEquality") // one object a series: comparing texts is what is saved here
        void sample(byte @Nullable [] text, boolean timed, double value, boolean exemplar, int line) throws Malformed {
            Place place = place();
            if (text == null || timed) {
                strayed = true;
                memorable = false;
                return;
            }
            if (place != null && texts.get(passed.size()) == text) {
                enter(place.family(), line);
                check(place.family().takeAgain(place, value, exemplar), line);
            } else {
                strayed = true;
            }
            passed.add(text);
        }

        /** Nothing more comes; where it has strayed, {@code whole} has to look at everything. */
        void end(int line, Whole whole) throws Malformed {
            if (!strayed && passed.size() == texts.size()) {
                check(family == null ? null : family.end(), line);
                return;
            }
            List<Place> found = whole.places();
            texts = memorable ? passed : List.of();
            places = memorable ? found : List.of();
        }

        private @Nullable Place place() {
            return strayed || passed.size() >= places.size() ? null : places.get(passed.size());
        }

        private void enter(OpenFamily now, int line) throws Malformed {
            OpenFamily before = family;
            if (before != now) {
                check(before == null ? null : before.end(), line);
                now.begin();
                family = now;
            }
        }
    }

    private static void check(@Nullable String fault, int line) throws Malformed {
        if (fault != null) {
            throw new Malformed(line, fault);
        }
    }
}
