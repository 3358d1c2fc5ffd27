package dev.tocsin.lab.ruletest;

import dev.tocsin.lab.promqltest.CaseResult;
import dev.tocsin.lab.promqltest.CaseResult.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Results of cases as JUnit's XML, which build servers read: one suite a file. */
public final class JunitReport {
    private JunitReport() {}

    /** The document. {@code name} is what ran. */
    public static String xml(String name, List<CaseResult> results) {
        Map<String, List<CaseResult>> files = results.stream()
                .collect(Collectors.groupingBy(CaseResult::file, LinkedHashMap::new, Collectors.toList()));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuites name=\"").append(escaped(name)).append('"').append(counts(results));
        files.forEach((file, cases) -> suite(xml, file, cases));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder xml, String file, List<CaseResult> cases) {
        xml.append("  <testsuite name=\"").append(escaped(file)).append('"').append(counts(cases));
        for (CaseResult one : cases) {
            xml.append("    <testcase classname=\"").append(escaped(file));
            xml.append("\" name=\"").append(escaped("line " + one.line() + ": " + one.text()));
            switch (one.verdict()) {
                case Verdict.Passed passed -> xml.append("\"/>\n");
                case Verdict.Failed(String wanted, String got) ->
                    xml.append("\">\n      <failure message=\"not as expected\">")
                            .append(escaped("exp: " + wanted + "\ngot: " + got))
                            .append("</failure>\n    </testcase>\n");
            }
        }
        xml.append("  </testsuite>\n");
    }

    private static String counts(List<CaseResult> cases) {
        long failed = cases.stream().filter(one -> !one.passed()).count();
        return " tests=\"" + cases.size() + "\" failures=\"" + failed + "\" errors=\"0\">\n";
    }

    /** Characters that XML cannot have, escaped or not, become question marks. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\n' -> safe.append("&#10;");
                case '\t' -> safe.append("&#9;");
                default -> safe.appendCodePoint(isXml(c) ? c : '?');
            }
        });
        return safe.toString();
    }

    private static boolean isXml(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
