package dev.tocsin.api;

import dev.tocsin.access.Seal.Reason;
import jakarta.ws.rs.core.Response;

/** How a signed message is refused: with a status by which its sender does not send it again, and a sentence for who looks. */
final class Refusals {
    private Refusals() {}

    static Response of(Reason reason) {
        return switch (reason) {
            case UNSIGNED -> Json.refusal(401, "there is no signature that can be read");
            case FORGED -> Json.refusal(403, "the signature is not of this body and our secret");
            case STALE -> Json.refusal(403, "this was signed too long ago, or in a time to come");
            case REPLAYED -> Json.refusal(409, "this was taken before");
            case MALFORMED -> Json.refusal(400, "this is not understood");
            case STRANGER -> Json.refusal(403, "nobody here is known by that name");
            case ROLE -> Json.refusal(403, "whoever sent this may not do it");
            case TOO_LATE -> Json.refusal(410, "what this is about is over");
            case NOT_CONFIGURED -> Json.refusal(404, "no secret is configured by which this could be genuine");
        };
    }
}
