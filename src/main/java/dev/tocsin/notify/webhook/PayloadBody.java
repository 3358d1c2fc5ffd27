package dev.tocsin.notify.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Tried;
import dev.tocsin.notify.Alike;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Alertmanager's webhook payload, version 4. What it has no word for stands under {@code tocsin}, where who expects Alertmanager
 * does not look.
 */
final class PayloadBody {
    /** Go's zero time: the end of what has not ended. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private final Page page;
    private final Optional<URI> external;
    private final List<Member> alerts = new ArrayList<>();
    private final int truncated;

    PayloadBody(Page page, Optional<URI> external, int maxAlerts) {
        this.page = page;
        this.external = external;
        alerts.addAll(page.members());
        this.truncated = maxAlerts == 0 ? 0 : Math.max(0, alerts.size() - maxAlerts);
    }

    ObjectNode json() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("version", "4")
                .put("groupKey", page.incident().groupKey())
                .put("truncatedAlerts", truncated)
                .put("status", page.firing().isEmpty() ? "resolved" : "firing")
                .put("receiver", page.incident().receiver())
                .put("notification_reason", page.reason().name().toLowerCase(Locale.ROOT));
        put(body.putObject("groupLabels"), page.incident().group().toMap());
        put(body.putObject("commonLabels"), Alike.labels(page));
        put(body.putObject("commonAnnotations"), Alike.annotations(page));
        body.putObject("routeLabels");
        body.put("externalURL", external.map(URI::toString).orElse(""));
        alerts.subList(0, alerts.size() - truncated)
                .forEach(member -> alert(body.withArrayProperty("alerts").addObject(), member));
        own(body.putObject("tocsin"));
        return body;
    }

    private static void alert(ObjectNode node, Member member) {
        node.put("status", member.isFiring() ? "firing" : "resolved");
        put(node.putObject("labels"), member.labels().toMap());
        put(node.putObject("annotations"), member.annotations());
        node.put("startsAt", member.since().toString())
                .put("endsAt", member.ended().map(Object::toString).orElse(NEVER))
                .put("generatorURL", member.source())
                .put("fingerprint", member.labels().fingerprint());
    }

    private void own(ObjectNode node) {
        Page.View incident = page.incident();
        node.put("page", page.id())
                .put("dedupKey", page.dedupKey())
                .put("incident", incident.id())
                .put("kind", page.kind().name().toLowerCase(Locale.ROOT))
                .put("severity", incident.severity().word())
                .put("opened", incident.opened().toString())
                .put("headline", incident.headline());
        incident.step().ifPresent(step -> node.put("step", step));
        incident.acknowledgedBy().ifPresent(by -> node.put("acknowledgedBy", by));
        if (!incident.affected().isEmpty()) {
            incident.affected().forEach(node.putArray("affected")::add);
        }
        incident.deployed().ifPresent(before -> {
            ObjectNode deployed = node.putObject("deployedBefore").put("deployment", before.deployment());
            before.commit().ifPresent(commit -> deployed.put("commit", commit));
            deployed.put("since", before.since().toString());
        });
        for (Member member : alerts.subList(0, alerts.size() - truncated)) {
            ObjectNode value = node.withArrayProperty("values").addObject();
            value.put("fingerprint", member.labels().fingerprint()).put("value", member.value());
            member.threshold().ifPresent(limit -> value.put("threshold", limit));
        }
        for (Tried tried : incident.tried()) {
            node.withArrayProperty("tried")
                    .addObject()
                    .put("remedy", tried.remedy())
                    .put("outcome", tried.kind().name().toLowerCase(Locale.ROOT))
                    .put("text", tried.text())
                    .put("at", tried.at().toString());
        }
    }

    private static void put(ObjectNode node, Map<String, String> texts) {
        texts.forEach(node::put);
    }
}
