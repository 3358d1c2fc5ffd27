package dev.tocsin.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;

/** Answers that are pages. None is kept by anybody on the way. */
final class Html {
    private static final String TYPE = "text/html;charset=UTF-8";

    private Html() {}

    static Response ok(TemplateInstance page) {
        return answer(200, page);
    }

    static Response ok(String page) {
        return answer(200, page);
    }

    static Response answer(int status, TemplateInstance page) {
        return answer(status, page.render());
    }

    private static Response answer(int status, String page) {
        return Response.status(status)
                .type(TYPE)
                .header("Cache-Control", "no-store")
                .entity(page)
                .build();
    }

    static Response notStarted() {
        return Response.status(503)
                .type(TYPE)
                .header("Retry-After", "2")
                .entity(
                        "<!doctype html><html lang=\"en\"><title>Tocsin</title><h1>The agent is not started yet</h1></html>")
                .build();
    }
}
