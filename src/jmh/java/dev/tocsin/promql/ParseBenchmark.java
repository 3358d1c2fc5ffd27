package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Parsed;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Text to expression. */
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ParseBenchmark {
    @Benchmark
    public Parsed expressionOfAnAlert() {
        return Promql.parse(
                "(sum by (service) (rate(http_requests_total{environment=~\"prod|staging\",code=~\"5..\"}[5m]))"
                        + " / sum by (service) (rate(http_requests_total{environment=~\"prod|staging\"}[5m])) > 0.05)"
                        + " and on (service) up{job=\"api\"} == 1 unless ignoring (code) maintenance offset 5m");
    }
}
