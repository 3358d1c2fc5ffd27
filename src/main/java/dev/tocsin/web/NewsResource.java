package dev.tocsin.web;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** News for the console, as server-sent events (WHATWG HTML). */
@Path("/events")
public class NewsResource {
    private static final long RETRY_SECONDS = 10;

    private final News news;

    NewsResource(News news) {
        this.news = news;
    }

    /** A word whenever something changed; {@code follow=beat} also every ten seconds. 503 when too many listen. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    public Multi<String> events(@QueryParam("follow") @DefaultValue("") String follow) {
        return news.listen(follow).orElseThrow(() -> new ServiceUnavailableException(RETRY_SECONDS));
    }
}
