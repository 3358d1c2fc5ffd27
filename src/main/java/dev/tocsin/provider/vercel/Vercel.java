package dev.tocsin.provider.vercel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.http.Headers;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Calls;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Platform;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import dev.tocsin.provider.Words;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** One project on Vercel. Its versions of paths are those of the vendor's own clients. */
final class Vercel implements Levers {
    private static final int LISTED = 20;
    private static final int CREATED = 201;
    private static final int QUEUED = 202;

    private final VercelConfig config;
    private final Calls calls;

    Vercel(VercelConfig config, Platform.Means means) {
        this.config = config;
        this.calls = new Calls(means, new Words(config.token()), Vercel::complaint);
    }

    /** Some endpoints say {@code err} where the others say {@code error}. */
    private static String complaint(JsonNode body) {
        JsonNode error = body.has("error") ? body.path("error") : body.path("err");
        String code = error.path("code").asText("");
        String message = error.path("message").asText("");
        return code.isEmpty() || message.contains(code) ? message : code + ", " + message;
    }

    /** The project is asked last: what it says of the latest move is not older than the list. */
    @Override
    public Answer<View> look(Lever lever, Instant deadline) {
        if (lever != Lever.ROLLBACK && lever != Lever.PROMOTE) {
            return Levers.none(lever);
        }
        String list = "/v7/deployments?projectId=" + encoded(config.project()) + "&target=production&limit=" + LISTED;
        return calls.json(get(list), deadline, Production::listed)
                .then(listed -> calls.json(
                        get("/v9/projects/" + encoded(config.project())),
                        deadline,
                        project -> Production.read(listed, project)));
    }

    @Override
    public Answer<Accepted> pull(Pull pull, Instant deadline) {
        return switch (pull) {
            case Pull.Rollback(String deployment) ->
                move(
                        "/v1",
                        "rollback/" + encoded(deployment) + "?description=" + encoded("rolled back by Tocsin"),
                        deadline);
            case Pull.Promote(String deployment) -> move("/v10", "promote/" + encoded(deployment), deadline);
            case Pull.Restart restart -> Levers.none(restart.lever());
            case Pull.Scale scale -> Levers.none(scale.lever());
            case Pull.Resize resize -> Levers.none(resize.lever());
            case Pull.Workflow workflow -> Levers.none(workflow.lever());
            case Pull.Webhook webhook -> Levers.none(webhook.lever());
        };
    }

    private Answer<Accepted> move(String version, String what, Instant deadline) {
        Request request = get(version + "/projects/" + encoded(config.project()) + "/" + what)
                .withMethod("POST")
                .withBody(Optional.of(Payload.json("{}")));
        return calls.send(request, deadline, Vercel::accepted);
    }

    /** Nothing is held that is not the client's. */
    @Override
    public void close() {}

    /** 201 says that it was accepted, 202 that it waits behind a rolling release; the body is empty. */
    private static Answer<Accepted> accepted(Reply reply) {
        return reply.status() == CREATED || reply.status() == QUEUED
                ? new Answer.Ok<>(new Accepted(Optional.empty()))
                : new Answer.Unknown<>(Cause.GARBLED, "HTTP " + reply.status() + " where 201 was expected");
    }

    private Request get(String path) {
        String base = config.url().toString().replaceAll("/+$", "");
        String team = config.team()
                .map(id -> (path.contains("?") ? "&" : "?") + "teamId=" + encoded(id))
                .orElse("");
        return Request.get(URI.create(base + path + team))
                .withHeaders(Headers.NONE.with(
                        "Authorization", "Bearer " + config.token().reveal()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
