package dev.tocsin.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Severity;
import dev.tocsin.incident.Tried;
import dev.tocsin.notify.Pages;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ButtonsTest {
    private static final String ENDPOINT = "team/slack/0";

    @Test
    void whatFiresAndNobodyHasCanBeAcknowledged() {
        Page page = Pages.of(Kind.TRIGGER, ENDPOINT);
        assertThat(labels(Buttons.of(page))).containsExactly("Acknowledge");
        assertThat(Buttons.of(page).orElseThrow().at("/elements/0/value").asText())
                .isEqualTo(page.incidentId());
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ACKNOWLEDGE", "RESOLVE"})
    void whatIsSettledHasNoButtons(Kind kind) {
        assertThat(Buttons.of(Pages.of(kind, ENDPOINT))).isEmpty();
    }

    @Test
    void whatWaitsForLeaveIsAskedForAndConfirmed() {
        Optional<ObjectNode> row =
                Buttons.of(page(List.of(tried(1, ActNews.Kind.AWAITING_APPROVAL, "roll api back?"))));
        assertThat(labels(row)).startsWith("Approve remedy-1", "Reject remedy-1");
        JsonNode approve = row.orElseThrow().at("/elements/0");
        assertThat(approve.path("value").asText()).isEqualTo("i/remedy-1");
        assertThat(approve.at("/confirm/text/text").asText()).isEqualTo("roll api back?");
    }

    @Test
    void whatIsOverIsNotAskedFor() {
        assertThat(labels(Buttons.of(page(List.of(tried(1, ActNews.Kind.VERIFIED, "done"))))))
                .noneMatch(label -> label.startsWith("Approve"));
    }

    @Test
    void lengthsAndNumbersStayWithinSlacks() {
        List<Tried> many = IntStream.range(0, 40)
                .mapToObj(one -> tried(one, ActNews.Kind.AWAITING_APPROVAL, "x".repeat(1000)))
                .toList();
        JsonNode row = Buttons.of(page(many)).orElseThrow();
        assertThat(row.path("elements").size()).isLessThanOrEqualTo(25);
        assertThat(row.path("elements").findValuesAsText("action_id")).doesNotHaveDuplicates();
        row.path("elements").forEach(button -> {
            assertThat(button.at("/text/text").asText().length()).isLessThanOrEqualTo(75);
            assertThat(button.at("/confirm/text/text").asText().length()).isLessThanOrEqualTo(300);
        });
    }

    private static Page page(List<Tried> tried) {
        return Pages.of(Pages.of(Kind.PROGRESS, ENDPOINT), tried, Severity.CRITICAL);
    }

    private static Tried tried(int number, ActNews.Kind kind, String text) {
        return new Tried("i/remedy-" + number, "remedy-" + number, kind, text, Pages.START);
    }

    private static List<String> labels(Optional<ObjectNode> row) {
        return row.stream()
                .flatMap(all -> StreamSupport.stream(all.path("elements").spliterator(), false))
                .map(button -> button.at("/text/text").asText())
                .toList();
    }
}
