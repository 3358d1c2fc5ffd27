package dev.tocsin.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The three files that pages load. A browser asks whether it still has the right one. */
@Path("/assets")
@ApplicationScoped
public class AssetsResource {
    private final Map<String, Asset> assets = Map.of(
            "pages.css", Asset.of("pages.css", "text/css;charset=UTF-8"),
            "live.js", Asset.of("live.js", "text/javascript;charset=UTF-8"),
            "icon.svg", Asset.of("icon.svg", "image/svg+xml"));

    private record Asset(byte[] bytes, String type, String tag) {
        static Asset of(String name, String type) {
            try (@Nullable InputStream in = AssetsResource.class.getResourceAsStream("/pages/" + name)) {
                byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
                return new Asset(bytes, type, '"' + HexFormat.of().toHexDigits(java.util.Arrays.hashCode(bytes)) + '"');
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    /** One of them, or 404; 304 when the browser has it. */
    @GET
    @Path("{name}")
    public Response asset(@PathParam("name") String name, @HeaderParam("If-None-Match") @Nullable String known) {
        Asset asset = assets.get(name);
        if (asset == null) {
            return Response.status(404)
                    .type("text/plain")
                    .entity("there is nothing at this path\n")
                    .build();
        }
        Response.ResponseBuilder answer = asset.tag().equals(known)
                ? Response.notModified()
                : Response.ok(asset.bytes()).type(asset.type());
        return answer.header("ETag", asset.tag())
                .header("Cache-Control", "no-cache")
                .build();
    }
}
