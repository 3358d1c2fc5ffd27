package dev.tocsin.provider.github;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Platform;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One workflow on GitHub: {@code platform.github} of a service. */
public record GitHubConfig(URI url, Workflow workflow, Map<String, String> inputs, Secret token)
        implements Platform.Binding {
    private static final URI API = URI.create("https://api.github.com");
    private static final int MOST_INPUTS = 25;

    /** The kind of platform, for the registry. */
    public static final Platform PLATFORM = new Platform() {
        @Override
        public String key() {
            return "github";
        }

        @Override
        public Platform.Binding read(Fields in) {
            return GitHubConfig.read(in);
        }
    };

    public GitHubConfig {
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    }

    /**
     * Which workflow ({@code rollback.yml}, or its number) of {@code owner/name}, run on which branch or tag; {@code actInput} is the
     * input that gets the act's name, or empty.
     */
    public record Workflow(String repository, String file, String ref, String actInput) {}

    static GitHubConfig read(Fields in) {
        Workflow workflow = new Workflow(
                in.requiredParsed("repository", GitHubConfig::repository, ""),
                in.text("workflow"),
                in.text("ref", "main"),
                in.text("act_input", "tocsin_act"));
        Map<String, String> inputs = in.textMap("inputs");
        if (inputs.size() + (workflow.actInput().isEmpty() ? 0 : 1) > MOST_INPUTS) {
            in.fault("inputs", "must be at most " + MOST_INPUTS + ", with the one that gets the act's name");
        }
        return new GitHubConfig(in.optionalUri("url").orElse(API), workflow, inputs, in.secret("token"));
    }

    private static String repository(String name) {
        if (!name.matches("[\\w.-]+/[\\w.-]+")) {
            throw new IllegalArgumentException("must be OWNER/NAME");
        }
        return name;
    }

    @Override
    public Set<Lever> levers() {
        return Set.of(Lever.WORKFLOW);
    }

    @Override
    public Levers open(Platform.Means means) {
        return new GitHub(this, means);
    }
}
