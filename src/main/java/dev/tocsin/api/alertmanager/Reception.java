package dev.tocsin.api.alertmanager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** How a request comes in and its answer goes out. For any thread that may wait. */
final class Reception {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String MEDIA_TYPE = "application/json";

    private final AgentBean bean;

    /** Writes one value. */
    @FunctionalInterface
    interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    /** A question to the running agent. */
    @FunctionalInterface
    interface Question {
        Part of(Agent agent) throws Refusal;
    }

    /** Something said to the running agent, which is answered with nothing. */
    @FunctionalInterface
    interface Command {
        void to(Agent agent) throws Refusal;
    }

    Reception(AgentBean bean) {
        this.bean = bean;
    }

    /** Answers with 200 and a value. */
    Response answer(Question question) {
        try {
            Part value = question.of(agent());
            return response(200, out -> {
                value.write(out);
                out.writeRaw('\n');
            });
        } catch (Refusal refusal) {
            return response(refusal.status(), refusal::write);
        }
    }

    /** Answers with 200 and nothing. */
    Response obey(Command command) {
        try {
            command.to(agent());
            return Response.ok().build();
        } catch (Refusal refusal) {
            return response(refusal.status(), refusal::write);
        }
    }

    /** What is said to be something else than JSON is not looked at. */
    static void mustBeJson(String contentType) throws Refusal {
        int parameters = contentType.indexOf(';');
        String type = (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
        if (!type.isEmpty() && !type.toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
            throw Refusal.mediaType(type);
        }
    }

    private Agent agent() throws Refusal {
        Optional<Agent> agent = bean.agent();
        if (agent.isEmpty()) {
            throw Refusal.unavailable();
        }
        return agent.get();
    }

    private static Response response(int status, Part body) {
        StreamingOutput output = to -> {
            try (JsonGenerator out = JSON.createGenerator(to)) {
                out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                body.write(out);
            }
        };
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(output)
                .build();
    }
}
