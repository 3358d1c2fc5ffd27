package dev.tocsin.api;

import dev.tocsin.api.Porter.Why;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** What was let in and no resource can take: a body of another kind, a number that is none. Told in a sentence, and counted. */
@Provider
public class Misfit implements ExceptionMapper<WebApplicationException> {
    private final Gate gate;

    Misfit(Gate gate) {
        this.gate = gate;
    }

    @Override
    public Response toResponse(WebApplicationException misfit) {
        Response response = misfit.getResponse();
        @Nullable String sentence = sentence(response.getStatus());
        if (sentence == null || response.hasEntity()) {
            return response;
        }
        gate.refused(response.getStatus() == Why.CONTENT.status() ? Why.CONTENT : Why.MALFORMED);
        return Response.fromResponse(response)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.object().put("error", sentence).toString())
                .build();
    }

    private static @Nullable String sentence(int status) {
        return switch (status) {
            case 400 -> "this cannot be read";
            case 404 -> "something in the address cannot be read, or is not there";
            case 406 -> "there is nothing of a kind that is accepted";
            case 415 -> "the body is of a kind (Content-Type) that is not taken here";
            default -> null;
        };
    }
}
