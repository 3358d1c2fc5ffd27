package dev.tocsin.provider.vercel;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Platform;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** One project on Vercel: {@code platform.vercel} of a service. What belongs to a team is found with {@code team_id} only. */
public record VercelConfig(URI url, String project, Optional<String> team, Secret token) implements Platform.Binding {
    private static final URI API = URI.create("https://api.vercel.com");

    /** The kind of platform, for the registry. */
    public static final Platform PLATFORM = new Platform() {
        @Override
        public String key() {
            return "vercel";
        }

        @Override
        public Platform.Binding read(Fields in) {
            return VercelConfig.read(in);
        }
    };

    static VercelConfig read(Fields in) {
        return new VercelConfig(
                in.optionalUri("url").orElse(API),
                in.address("project_id"),
                in.optionalAddress("team_id"),
                in.secret("token"));
    }

    @Override
    public Set<Lever> levers() {
        return Set.of(Lever.ROLLBACK, Lever.PROMOTE);
    }

    @Override
    public Levers open(Platform.Means means) {
        return new Vercel(this, means);
    }
}
