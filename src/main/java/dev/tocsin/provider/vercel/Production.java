package dev.tocsin.provider.vercel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads what production is. Vercel has no word for the deployment that serves: it is the one that became live last, by being built or by
 * being moved to.
 */
final class Production {
    private Production() {}

    /** One deployment of the list; {@code live} is when it became live by being built, if it did. */
    record Listed(
            String id,
            Instant created,
            String state,
            String substate,
            Optional<Instant> live,
            boolean canRollback,
            Optional<String> commit) {
        boolean isReady() {
            return state.equals("READY");
        }

        boolean wasLive() {
            return isReady() && substate.equals("PROMOTED");
        }
    }

    /** The list, newest first; nothing when one of it cannot be read: half a list misleads. */
    static Optional<List<Listed>> listed(JsonNode body) {
        JsonNode items = body.path("deployments");
        if (!items.isArray()) {
            return Optional.empty();
        }
        List<Listed> listed = new ArrayList<>();
        for (JsonNode item : items) {
            Optional<Listed> one = one(item);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            listed.add(one.get());
        }
        listed.sort(Comparator.comparing(Listed::created).reversed());
        return Optional.of(List.copyOf(listed));
    }

    /** What is live, and how it came to be; nothing when {@code project} is not one. */
    static Optional<View> read(List<Listed> listed, JsonNode project) {
        if (!project.has("id")) {
            return Optional.empty();
        }
        Optional<View.Move> last = move(project.path("lastAliasRequest"));
        Optional<Live> live = live(listed, last).map(one -> before(one, project));
        List<Deployment> deployments =
                listed.stream().map(one -> deployment(one, live)).toList();
        boolean pinned = live.filter(Live::byRollback).isPresent();
        return Optional.of(new View.Served(deployments, new View.Way.InPlace(last, pinned)));
    }

    /** The deployment that serves, since when, and whether a rollback put it there. */
    private record Live(String id, Instant since, boolean byRollback) {}

    private static Optional<Live> live(List<Listed> listed, Optional<View.Move> last) {
        Optional<Live> built = listed.stream()
                .filter(Listed::wasLive)
                .map(one -> new Live(one.id(), one.live().orElse(one.created()), false))
                .max(Comparator.comparing(Live::since));
        Optional<Live> moved = last.filter(move -> move.state() == View.Move.State.DONE)
                .map(move -> new Live(move.to(), move.asked(), move.rollback()));
        return moved.filter(one -> built.filter(other -> other.since().isAfter(one.since()))
                        .isEmpty())
                .or(() -> built);
    }

    /**
     * A move that is not done has moved nothing: what it was to move away from serves on, and where a rollback had put that, by its not
     * being assigned by itself, it is pinned still.
     */
    private static Live before(Live live, JsonNode project) {
        JsonNode request = project.path("lastAliasRequest");
        String from = request.path("fromDeploymentId").asText("");
        boolean stays = move(request)
                .filter(move -> move.state() != View.Move.State.DONE)
                .filter(move -> !live.since().isAfter(move.asked()))
                .isPresent();
        boolean assigns = project.path("autoAssignCustomDomains").asBoolean(true);
        return !stays || from.isEmpty() || from.equals(live.id()) ? live : new Live(from, live.since(), !assigns);
    }

    private static Deployment deployment(Listed one, Optional<Live> live) {
        Optional<Live> mine = live.filter(now -> now.id().equals(one.id()));
        Instant since = mine.map(Live::since).orElse(one.live().orElse(one.created()));
        return new Deployment(
                one.id(), one.created(), status(one, mine.isPresent()), since, one.canRollback(), one.commit());
    }

    /** What is ready and never had production's traffic is staged: it waits for somebody. What we do not know may be on its way. */
    private static Status status(Listed one, boolean live) {
        return switch (one.state()) {
            case "READY" -> live ? Status.ACTIVE : ready(one.substate());
            case "ERROR", "CANCELED", "BLOCKED" -> Status.FAILED;
            case "DELETED" -> Status.IDLE;
            default -> Status.UNDER_WAY;
        };
    }

    private static Status ready(String substate) {
        return switch (substate) {
            case "PROMOTED" -> Status.REPLACED;
            case "ROLLING" -> Status.UNDER_WAY;
            default -> Status.IDLE;
        };
    }

    private static Optional<Listed> one(JsonNode item) {
        String id = item.path("uid").asText(item.path("id").asText(""));
        Optional<Instant> created = millis(item.path("createdAt")).or(() -> millis(item.path("created")));
        if (id.isEmpty() || created.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Listed(
                id,
                created.get(),
                item.path("readyState").asText(item.path("state").asText("")),
                item.path("readySubstate").asText(""),
                millis(item.path("aliasAssigned")).or(() -> millis(item.path("ready"))),
                item.path("isRollbackCandidate").asBoolean(false),
                commit(item.path("meta"))));
    }

    private static Optional<String> commit(JsonNode meta) {
        for (String key : List.of("githubCommitSha", "gitlabCommitSha", "bitbucketCommitSha")) {
            String hash = meta.path(key).asText("");
            if (!hash.isBlank()) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }

    private static Optional<View.Move> move(JsonNode request) {
        return millis(request.path("requestedAt"))
                .map(asked -> new View.Move(
                        request.path("type").asText("").equals("rollback"),
                        request.path("toDeploymentId").asText(""),
                        asked,
                        state(request.path("jobStatus").asText(""))));
    }

    private static View.Move.State state(String status) {
        return switch (status) {
            case "succeeded" -> View.Move.State.DONE;
            case "failed", "skipped" -> View.Move.State.FAILED;
            default -> View.Move.State.UNDER_WAY;
        };
    }

    /** Milliseconds since 1970; a Boolean, as {@code aliasAssigned} can be, is no time. */
    private static Optional<Instant> millis(JsonNode number) {
        return number.isIntegralNumber() ? Optional.of(Instant.ofEpochMilli(number.longValue())) : Optional.empty();
    }
}
