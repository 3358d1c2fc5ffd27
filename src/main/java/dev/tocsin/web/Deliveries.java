package dev.tocsin.web;

import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Page;
import dev.tocsin.notify.Parcel;
import dev.tocsin.notify.Parcel.Transit;
import java.time.Duration;
import java.util.Locale;

/** Pages and what became of them, in words. */
final class Deliveries {
    private Deliveries() {}

    /** {@code ann/pagerduty/0} as {@code ann by pagerduty}. */
    static String whom(Endpoint endpoint) {
        String[] parts = endpoint.id().split("/", -1);
        return parts.length == 3 ? parts[0] + " by " + parts[1] : endpoint.id();
    }

    static String what(Page page) {
        String whom = whom(page.endpoint());
        return switch (page.kind()) {
            case TRIGGER -> "Told " + whom + ": " + page.reason().words();
            case ACKNOWLEDGE -> "Told " + whom + " that somebody has it";
            case PROGRESS -> "Told " + whom + " what is being done";
            case RESOLVE -> "Told " + whom + " that it is over";
        };
    }

    static String outcome(Parcel parcel, Glance glance) {
        String tries = parcel.attempts() > 1 ? " at attempt " + parcel.attempts() : "";
        String trouble = parcel.trouble()
                .map(one -> one.cause().word() + (one.detail().isEmpty() ? "" : ", " + one.detail()))
                .orElse("");
        return switch (parcel.transit()) {
            case Transit.Delivered over -> {
                Duration took = Duration.between(parcel.page().at(), over.at());
                yield "Delivered " + Stamp.span(took.isNegative() ? Duration.ZERO : took) + " later" + tries;
            }
            case Transit.Refused over -> "Refused for good: " + trouble;
            case Transit.Superseded over -> "Not sent: a newer page says all that it would have said";
            case Transit.Held digest ->
                "Waits for the digest of " + glance.stamp(digest.due()).text() + " UTC";
            case Transit.InFlight flight ->
                "Being sent, attempt " + parcel.attempts() + (trouble.isEmpty() ? "" : "; before: " + trouble);
            case Transit.Waiting waiting ->
                "Waits until " + glance.stamp(waiting.due()).text() + " UTC"
                        + (trouble.isEmpty() ? "" : ": " + trouble);
        };
    }

    static Tone tone(Parcel parcel) {
        return switch (parcel.transit()) {
            case Transit.Delivered over -> Tone.NEUTRAL;
            case Transit.Superseded over -> Tone.NEUTRAL;
            case Transit.Refused over -> Tone.HIGH;
            case Transit.Held digest -> Tone.NEUTRAL;
            case Transit.InFlight flight -> parcel.trouble().isPresent() ? Tone.MEDIUM : Tone.NEUTRAL;
            case Transit.Waiting waiting -> parcel.trouble().isPresent() ? Tone.MEDIUM : Tone.NEUTRAL;
        };
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
