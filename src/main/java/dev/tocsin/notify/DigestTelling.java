package dev.tocsin.notify;

import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Story.Fact;
import dev.tocsin.notify.Story.Link;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a digest into words: what fires still, the worst first, and what is over. */
final class DigestTelling {
    private static final int MOST = 200;

    private final Page page;
    private final Optional<URI> external;
    private final ZoneId zone;
    private final Labels home;

    DigestTelling(Page page, Letter.Reader reader) {
        this.page = page;
        this.external = reader.external();
        this.zone = reader.zone();
        this.home = reader.home();
    }

    Story story() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Fires", Integer.toString(page.firing().size())));
        facts.add(new Fact("Over", Integer.toString(page.resolved().size())));
        facts.add(new Fact("As of", Moments.at(page.at(), zone)));
        return new Story(Cut.line(title()), "", facts, alerts(), links());
    }

    private String title() {
        String counts = Stream.of(
                        count(page.firing().size(), "fires", "fire"),
                        count(page.resolved().size(), "is over", "are over"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String names = Stream.concat(page.firing().stream(), page.resolved().stream())
                .map(Member::name)
                .distinct()
                .limit(5)
                .collect(Collectors.joining(", "));
        return "Digest: " + counts + ": " + names + Telling.inParentheses(Telling.place(home::get));
    }

    private static String count(int number, String one, String many) {
        return number == 0 ? "" : number + " " + (number == 1 ? one : many);
    }

    private List<String> alerts() {
        List<String> lines = new ArrayList<>();
        page.firing().stream()
                .limit(MOST)
                .forEach(member -> lines.add("fires since " + Moments.at(member.since(), zone) + ": " + words(member)));
        page.resolved().stream()
                .limit(MOST)
                .forEach(member -> lines.add("over, " + Moments.at(member.since(), zone) + " to "
                        + member.ended().map(end -> Moments.at(end, zone)).orElse("?") + ": " + words(member)));
        int hidden = page.firing().size() + page.resolved().size() - lines.size();
        if (hidden > 0) {
            lines.add("and " + hidden + " more");
        }
        return lines;
    }

    private static String words(Member member) {
        String service = member.labels().get("service");
        String summary = member.annotations().getOrDefault("summary", "");
        return "[" + member.severity().word() + "] " + member.name() + (service.isEmpty() ? "" : " (" + service + ")")
                + (summary.isEmpty() ? "" : ": " + summary);
    }

    private List<Link> links() {
        return external.map(to -> new Link("Tocsin", to)).stream().toList();
    }
}
