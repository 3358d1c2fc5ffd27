package dev.tocsin.web;

import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Silence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Silences: what is not told, for how long, who wished so and why. */
public record SilencesPage(List<Line> current, List<Line> over, String summary) {
    private static final int MOST_OVER = 20;

    /** One silence; {@code muted} is how many alerts that fire are silent for it. */
    public record Line(
            String id,
            Tone tone,
            String word,
            List<String> matchers,
            Stamp starts,
            Stamp ends,
            String by,
            String comment,
            String muted) {}

    static SilencesPage of(Glance glance) {
        var all = glance.state().mutes().silences().values();
        Instant now = glance.now();
        List<Line> current = all.stream()
                .filter(one -> now.isBefore(one.ends()))
                .sorted(Comparator.comparing(Silence::ends))
                .map(one -> line(one, glance))
                .toList();
        List<Line> over = all.stream()
                .filter(one -> !now.isBefore(one.ends()))
                .sorted(Comparator.comparing(Silence::ends).reversed())
                .limit(MOST_OVER)
                .map(one -> line(one, glance))
                .toList();
        String summary = current.isEmpty() ? "Nothing is silenced" : Trouble.count(current.size(), "silence");
        return new SilencesPage(current, over, summary);
    }

    private static Line line(Silence silence, Glance glance) {
        boolean over = !glance.now().isBefore(silence.ends());
        boolean begun = !glance.now().isBefore(silence.starts());
        return new Line(
                silence.id(),
                over || !begun ? Tone.NEUTRAL : Tone.LOW,
                over ? "over" : begun ? "active" : "begins later",
                silence.matchers().stream().map(Matcher::toString).toList(),
                glance.stamp(silence.starts()),
                glance.stamp(silence.ends()),
                silence.authorship().createdBy(),
                silence.authorship().comment(),
                over ? "" : muted(silence, glance));
    }

    private static String muted(Silence silence, Glance glance) {
        long muted = glance.state()
                .told()
                .firing()
                .filter(alert -> silence.mutes(alert.labels(), glance.now()))
                .count();
        return muted == 0
                ? "mutes nothing at present"
                : "mutes " + String.format(Locale.ROOT, "%d", muted) + (muted == 1 ? " alert" : " alerts")
                        + " that fire" + (muted == 1 ? "s" : "");
    }
}
