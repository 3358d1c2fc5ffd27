package dev.tocsin.rule;

import dev.tocsin.template.Attributes;
import dev.tocsin.template.Dialect;
import dev.tocsin.template.Parsed;
import dev.tocsin.template.Rendered;
import dev.tocsin.template.Template;
import dev.tocsin.template.TemplateFault;
import dev.tocsin.template.World;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The templates of labels and annotations. A failing one becomes a text that says so: the alert fires all the same. */
final class Wording {
    private Wording() {}

    /** Why {@code text} is no template. */
    static Optional<TemplateFault> fault(String text) {
        return switch (Template.parse("rule", text, Dialect.RULES)) {
            case Parsed.Ready<Template> ready -> Optional.empty();
            case Parsed.Broken<Template>(TemplateFault fault) -> Optional.of(fault);
        };
    }

    /** Every value of {@code texts} expanded. */
    static Map<String, String> expand(String rule, Map<String, String> texts, Attributes root, World world) {
        Map<String, String> expanded = new TreeMap<>();
        texts.forEach((name, text) -> expanded.put(name, expand(rule, text, root, world)));
        return expanded;
    }

    private static String expand(String rule, String text, Attributes root, World world) {
        if (!text.contains("{{")) {
            return text;
        }
        return switch (Template.parse("__alert_" + rule, text, Dialect.RULES)) {
            case Parsed.Broken<Template>(TemplateFault fault) -> failed(fault);
            case Parsed.Ready<Template>(Template template) ->
                switch (template.render(root, world)) {
                    case Rendered.Text(String words) -> words;
                    case Rendered.Failed(TemplateFault fault) -> failed(fault);
                };
        };
    }

    private static String failed(TemplateFault fault) {
        return "<error expanding template: " + fault + ">";
    }
}
