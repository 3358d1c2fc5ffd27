package dev.tocsin.remedy;

import dev.tocsin.config.Fields;
import java.time.Duration;
import java.util.function.Consumer;

/** When an act has helped: {@code signal} (PromQL) was good for {@code hold} without a break, at most {@code within} after. */
public record Verify(String signal, Duration hold, Duration within) {
    /** Of a remedy that does nothing. */
    static final Verify NOTHING = new Verify("", Duration.ZERO, Duration.ZERO);

    static Verify read(Fields in, Consumer<String> check) {
        String signal = in.requiredParsed(
                "signal",
                text -> {
                    check.accept(text);
                    return text;
                },
                "");
        Verify verify = new Verify(
                signal, in.duration("for", Duration.ofMinutes(2)), in.duration("within", Duration.ofMinutes(10)));
        if (verify.within().compareTo(verify.hold()) < 0) {
            in.fault(
                    "within", "must be at least " + Words.of(verify.hold()) + ", for how long the signal must be good");
        }
        return verify;
    }
}
