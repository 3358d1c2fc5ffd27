package dev.tocsin.relabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.model.Labels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelabelTest {
    private static final Labels LABELS = Labels.of("a", "foo", "b", "bar", "c", "Baz");

    private static Loaded<List<Relabel>> load(String yaml) {
        return Config.load(
                new Source("tocsin.yml", "steps: [" + yaml + "]", Path.of(".")),
                name -> Optional.empty(),
                in -> in.list("steps", Relabel::read));
    }

    private static String apply(String yaml) {
        Loaded<List<Relabel>> loaded = load(yaml);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Ready.class);
        return Relabel.apply(((Loaded.Ready<List<Relabel>>) loaded).value(), LABELS)
                .map(Labels::toString)
                .orElse("dropped");
    }

    /** The sums for hashmod are those of Python's hashlib over the same bytes. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
        {source_labels: [a], target_label: d} ~ {a="foo", b="bar", c="Baz", d="foo"}
        {source_labels: [a], target_label: "my.label"} ~ {a="foo", b="bar", c="Baz", my.label="foo"}
        {source_labels: [a], regex: "f(.*)", target_label: d, replacement: "x${1}y"} ~ {a="foo", b="bar", c="Baz", d="xooy"}
        {source_labels: [a], regex: "f(?P<r>.*)", target_label: d, replacement: "$r"} ~ {a="foo", b="bar", c="Baz", d="oo"}
        {source_labels: [a], regex: "f(.*)", target_label: d, replacement: "$1y"} ~ {a="foo", b="bar", c="Baz"}
        {source_labels: [a], regex: "f(.*)", target_label: d, replacement: "$$1 $"} ~ {a="foo", b="bar", c="Baz", d="$1 $"}
        {source_labels: [a, b], regex: "foo;(.*)", target_label: a} ~ {a="bar", b="bar", c="Baz"}
        {source_labels: [a, b], separator: "-", target_label: a} ~ {a="foo-bar", b="bar", c="Baz"}
        {source_labels: [a], regex: "o", target_label: d} ~ {a="foo", b="bar", c="Baz"}
        {regex: ".*", target_label: a, replacement: ""} ~ {b="bar", c="Baz"}
        {source_labels: [b], regex: "(b).*", target_label: "${1}x", replacement: v} ~ {a="foo", b="bar", bx="v", c="Baz"}
        {source_labels: [none], regex: "", target_label: d, replacement: v} ~ {a="foo", b="bar", c="Baz", d="v"}
        {source_labels: [a], regex: "fo+", action: keep} ~ {a="foo", b="bar", c="Baz"}
        {source_labels: [a], regex: "fo", action: keep} ~ dropped
        {source_labels: [a], regex: "f.*", action: drop} ~ dropped
        {source_labels: [a], regex: "f", action: drop} ~ {a="foo", b="bar", c="Baz"}
        {source_labels: [a], target_label: b, action: keepequal} ~ dropped
        {source_labels: [a], target_label: b, action: dropequal} ~ {a="foo", b="bar", c="Baz"}
        {source_labels: [c], target_label: d, action: lowercase} ~ {a="foo", b="bar", c="Baz", d="baz"}
        {source_labels: [c], target_label: d, action: uppercase} ~ {a="foo", b="bar", c="Baz", d="BAZ"}
        {regex: "(a|b)", replacement: "${1}_x", action: labelmap} ~ {a="foo", a_x="foo", b="bar", b_x="bar", c="Baz"}
        {regex: "a|c", action: labeldrop} ~ {b="bar"}
        {regex: "a|c", action: labelkeep} ~ {a="foo", c="Baz"}
        {source_labels: [c], target_label: d, modulus: 1000, action: hashmod} ~ {a="foo", b="bar", c="Baz", d="940"}
        {source_labels: [a], target_label: d}, {source_labels: [d], regex: foo, action: drop} ~ dropped
        """)
    void steps(String yaml, String labels) {
        assertThat(apply(yaml)).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {source_labels: [a]}                                       | the action replace needs a label to set
        {source_labels: [a], target_label: d, action: hashmod}     | hashmod needs a positive modulus
        {source_labels: [a], action: uppercase} | the action uppercase needs a label to set
        {source_labels: [a], regex: "(", action: drop}             | missing closing )
        {action: mince}                                            | mince
        {source_labels: [a], regex: b, action: labeldrop}          | source_labels: the action labeldrop looks at regex alone
        {regex: b, target_label: c, action: labelkeep}             | target_label: the action labelkeep looks at regex alone
        {regex: b, replacement: c, action: labelkeep}              | replacement: the action labelkeep looks at regex alone
        {source_labels: [a], target_label: b, regex: c, action: keepequal} | regex: the action keepequal looks at source_labels and target_label alone
        {source_labels: [a], target_label: b, separator: c, action: dropequal} | separator: the action dropequal looks at source_labels and target_label alone
        {source_labels: [a], target_label: b, replacement: c, action: lowercase} | replacement: the action lowercase replaces nothing
        {regex: a, replacement: "", action: labelmap}              | replacement: the action labelmap needs a name
        """)
    void faults(String yaml, String fault) {
        assertThat(load(yaml).toString()).contains(fault);
    }

    /** As Go does it: sign by sign, so that nothing gets longer and no sign depends on its neighbours. */
    @Test
    void casesOfOtherLetters() {
        assertThat(apply("{target_label: d, replacement: 'Stra\u00dfe \u03a3\u0391\u03a3 \u0130'},"
                        + "{source_labels: [d], target_label: e, action: uppercase},"
                        + "{source_labels: [d], target_label: f, action: lowercase}"))
                .contains("e=\"STRA\u00dfE \u03a3\u0391\u03a3 \u0130\"", "f=\"stra\u00dfe \u03c3\u03b1\u03c3 i\"");
    }

    @Test
    void aNumberOfAGroupHasNoZeroBefore() {
        assertThat(apply("{source_labels: [a], regex: '(f)oo', target_label: d, replacement: 'x${01}$0'}"))
                .contains("d=\"xfoo\"");
    }

    @Test
    void anExpansionTakesTheLongestName() {
        assertThat(apply("{source_labels: [a], regex: '(f)(o)o', target_label: d, replacement: '$2$1-${2}1${x}'}"))
                .contains("d=\"of-o1\"");
    }
}
