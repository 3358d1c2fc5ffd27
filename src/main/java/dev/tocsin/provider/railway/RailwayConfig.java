package dev.tocsin.provider.railway;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Platform;
import java.net.URI;
import java.util.Set;

/** One service on Railway: {@code platform.railway} of a service. */
public record RailwayConfig(URI url, Target target, Secret token, TokenKind kind) implements Platform.Binding {
    private static final URI API = URI.create("https://backboard.railway.com/graphql/v2");

    /** The kind of platform, for the registry. */
    public static final Platform PLATFORM = new Platform() {
        @Override
        public String key() {
            return "railway";
        }

        @Override
        public Platform.Binding read(Fields in) {
            return RailwayConfig.read(in);
        }
    };

    /** Which service of which project in which environment, by Railway's ids. */
    public record Target(String project, String environment, String service) {}

    /** What the token opens, which decides the header that it goes into. */
    public enum TokenKind {
        /** One environment of one project: the least that a rollback needs. */
        PROJECT,
        /** All that its user can do. */
        ACCOUNT,
        /** One workspace. */
        WORKSPACE
    }

    static RailwayConfig read(Fields in) {
        return new RailwayConfig(
                in.optionalUri("url").orElse(API),
                new Target(in.address("project_id"), in.address("environment_id"), in.address("service_id")),
                in.secret("token"),
                in.choice("token_kind", TokenKind.class, TokenKind.PROJECT));
    }

    @Override
    public Set<Lever> levers() {
        return Set.of(Lever.ROLLBACK, Lever.RESTART, Lever.SCALE, Lever.RESIZE);
    }

    @Override
    public Levers open(Platform.Means means) {
        return new Railway(this, new RestTransport(url), means.clock());
    }
}
