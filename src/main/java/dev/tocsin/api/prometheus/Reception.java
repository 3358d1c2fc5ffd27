package dev.tocsin.api.prometheus;

import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** How a request comes in and its answer goes out. For any thread that may wait. */
final class Reception {
    private final AgentBean bean;

    /** A question to the running agent. */
    @FunctionalInterface
    interface Call {
        Answer of(Agent agent, Parameters given) throws Refusal;
    }

    Reception(AgentBean bean) {
        this.bean = bean;
    }

    /** Answers a request without a form. */
    Response answer(UriInfo uri, Call call) {
        return answer(uri, "", call);
    }

    /** Answers a request; {@code form} is its body. */
    Response answer(UriInfo uri, String form, Call call) {
        String query = Optional.ofNullable(uri.getRequestUri().getRawQuery()).orElse("");
        try {
            Agent agent =
                    bean.agent().orElseThrow(() -> new Refusal(Refusal.Kind.UNAVAILABLE, "the agent is not started"));
            Answer answer = call.of(agent, new Parameters(form, query));
            return response(200, answer::write);
        } catch (Refusal refusal) {
            return response(refusal.kind().status(), to -> Answer.write(refusal, to));
        }
    }

    static Reading reading(Agent agent) {
        return new Reading(agent.sensing().store(), agent.clock());
    }

    private static Response response(int status, StreamingOutput body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build();
    }
}
