package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether two answers say the same: series in any order where no order is asked for, numbers up to what the order of a sum makes.
 */
record Likeness(List<String> differences) {
    private static final double CLOSE = 1e-12;

    void compare(JsonNode want, JsonNode got) {
        compare("", want, got);
    }

    private void compare(String at, JsonNode want, JsonNode got) {
        if (want.isObject() && got.isObject()) {
            SortedSet<String> names = new TreeSet<>();
            want.fieldNames().forEachRemaining(names::add);
            got.fieldNames().forEachRemaining(names::add);
            // 2.42 knows no infos and few warnings.
            names.removeIf(name -> at.isEmpty() && (name.equals("infos") || name.equals("warnings")));
            names.forEach(name -> compare(at + "/" + name, want.path(name), got.path(name)));
        } else if (want.isArray() && got.isArray() && want.size() == got.size()) {
            List<JsonNode> wanted = ordered(at, want);
            List<JsonNode> gotten = ordered(at, got);
            for (int item = 0; item < wanted.size(); item++) {
                compare(at + "/" + item, wanted.get(item), gotten.get(item));
            }
        } else if (!isLike(want, got)) {
            differences.add(at + ": want " + want + ", got " + got);
        }
    }

    private static List<JsonNode> ordered(String at, JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        if (at.equals("/data/result") && items.stream().allMatch(JsonNode::isObject)) {
            items.sort(Comparator.comparing(item -> item.path("metric").toString()));
        }
        return items;
    }

    private static boolean isLike(JsonNode want, JsonNode got) {
        if (want.isNumber() && got.isNumber()) {
            return want.decimalValue().compareTo(got.decimalValue()) == 0;
        }
        if (want.equals(got)) {
            return true;
        }
        try {
            double wanted = Double.parseDouble(want.asText());
            double gotten = Double.parseDouble(got.asText());
            return want.isTextual() && got.isTextual() && Math.abs(wanted - gotten) <= CLOSE * Math.abs(wanted);
        } catch (NumberFormatException texts) {
            return false;
        }
    }
}
